import assert from 'node:assert/strict';
import type { Ablation } from '../../../src/lib/lab/experiment.ts';
import { EXPERIMENTS } from '../../../src/lib/lab/experiments/index.ts';
import { runTask } from '../../../src/lib/lab/plan.ts';

interface Asked {
  readonly experiment: string;
  readonly caseId: string;
  readonly seeds: number;
  readonly ticks: number;
}

/** A figure of a case, as it is and with something switched off. */
function pair(asked: Asked, without: Ablation, id: string): readonly [number, number] {
  const experiment = EXPERIMENTS.find(one => one.id === asked.experiment)!;
  const one = experiment.cases.find(({ id: own }) => own === asked.caseId)!;
  const figure = (off: Ablation | null) => {
    const task = { ...asked, without: off, from: 0, to: asked.seeds, seed: 1 };
    const results = [{ case: one, ticks: asked.ticks, records: runTask(experiment, task) }];
    const found = experiment.judge(results, { quick: true }).find(finding => finding.id === id)!;
    return found.value ?? Number.POSITIVE_INFINITY;
  };
  return [figure(null), figure(without)];
}

describe('what dishonesty would seem to buy', () => {
  it('a z-test on every tick promotes noise many times as often', () => {
    const asked = { experiment: 'false-promotion', caseId: 'gaussian', seeds: 40, ticks: 800 };
    const [honest, dishonest] = pair(asked, 'wealth-gate', 'gaussian');
    assert.ok(honest <= 0.1 && dishonest >= 0.15, `${honest}, ${dishonest}`);
  });

  it('shuffled folds report an accuracy that never comes', () => {
    const asked = { experiment: 'honesty', caseId: 'noise', seeds: 8, ticks: 200 };
    const [honest, dishonest] = pair(asked, 'purge', 'noise');
    assert.ok(dishonest > honest + 0.08, `${honest}, ${dishonest}`);
  });

  it('a raw score claims more than it knows where there is little to know', () => {
    const asked = { experiment: 'calibration', caseId: 'weak', seeds: 12, ticks: 250 };
    const [honest, dishonest] = pair(asked, 'calibration', 'weak-error');
    assert.ok(dishonest > honest, `${honest}, ${dishonest}`);
  });

  it('weights that are never shared do not follow a market that turns round', () => {
    const asked = { experiment: 'adaptation', caseId: 'phi-30', seeds: 3, ticks: 3000 };
    const [honest, dishonest] = pair(asked, 'share', 'phi-30');
    assert.ok(dishonest > 2 * honest, `${honest}, ${dishonest}`);
  });

  it('a learner that nothing resets, or that is a bandit, earns far less where the law turns round', () => {
    const asked = { experiment: 'policy', caseId: 'flips', seeds: 6, ticks: 3000 };
    for (const without of ['reset', 'full-information'] as const) {
      const [honest, dishonest] = pair(asked, without, 'flips');
      assert.ok(dishonest < honest - 0.15, `${without}: ${honest}, ${dishonest}`);
    }
  });
});
