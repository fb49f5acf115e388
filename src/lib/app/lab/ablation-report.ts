import type { Ablation } from '../../lab/experiment.ts';
import type { Finding } from '../../lab/finding.ts';
import type { LabAblation } from '../schemas/lab.ts';

/** What each thing that can be switched off is, as the end of a sentence that begins with "Without". */
const WORDS: Readonly<Record<Ablation, string>> = {
  purge: 'purged folds: shuffled ones, as most libraries draw them',
  calibration: "calibration: the forest's own score as confidence",
  'wealth-gate': 'the wealth process: a z-test looked at on every tick',
  share: 'sharing: weights that are never given back',
  cash: 'the cash cell: all weight on experts',
  'full-information': 'full information: a bandit that learns from what it did alone',
  reset: 'the detector: nothing ever starts again',
};

/** Figures with something switched off, beside those of the same seeds as it is. */
export function ablationReport(
  ablation: Ablation,
  honest: readonly Finding[],
  ablated: readonly Finding[],
): LabAblation {
  const before = new Map(honest.map(one => [one.id, one]));
  return {
    ablation,
    words: WORDS[ablation],
    findings: ablated.map(one => ({ ...one, honest: before.get(one.id)?.value ?? null })),
  };
}
