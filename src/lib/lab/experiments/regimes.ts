import { regimes as regimesOf } from '../../features/regime.ts';
import { RULE_EXPERTS, type RuleExpert } from '../../learning/experts/rules.ts';
import { REGIME_SIDES, specialist } from '../../learning/experts/specialist.ts';
import { meanOf, shareOf } from '../estimates.ts';
import { PROMOTION } from '../evidence-lines.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atLeast, atMost, type Finding, finding } from '../finding.ts';
import { garchWalk } from '../markets/no-edge.ts';
import type { Path } from '../markets/path.ts';
import { twoClimates } from '../markets/two-climates.ts';
import { POOL, runPool } from '../pool-run.ts';

const PHI = 0.25;
/** Rules that get a specialist for calm times and one for wild ones. */
const SPLIT = ['momentum-1', 'reversal-1'];

interface RegimeRecord {
  readonly [key: string]: number;
  /** Last ln of the evidence of the pool with specialists, and of the plain one. */
  readonly specialists: number;
  readonly plain: number;
  /** Highest of the pool with specialists. */
  readonly peak: number;
}

function run({ caseId, seed, ticks }: Trial): RegimeRecord {
  const path: Path = caseId === 'climates' ? twoClimates(seed, ticks, PHI) : garchWalk(seed, ticks);
  let peak = 0;
  const { lnWealth } = runPool(
    path,
    { ...POOL, rules: [...RULE_EXPERTS, ...specialistsFor(path)] },
    ({ after }) => {
      peak = Math.max(peak, after.lnWealth);
      return undefined;
    },
  );
  const plain = runPool(path, POOL, () => undefined);
  return { specialists: lnWealth, plain: plain.lnWealth, peak };
}

function specialistsFor({ closes }: Path): RuleExpert[] {
  const codes = regimesOf({ close: closes, length: closes.length });
  return RULE_EXPERTS.filter(({ id }) => SPLIT.includes(id)).flatMap(rule => [
    specialist(rule, { regimes: REGIME_SIDES.calm, codes }),
    specialist(rule, { regimes: REGIME_SIDES.wild, codes }),
  ]);
}

function judgeCase(
  { case: { id, title }, records }: CaseResult<RegimeRecord>,
  options: JudgeOptions,
): Finding[] {
  const gain = finding(
    {
      ...{
        id: `${id}-gain`,
        title: `What specialists add to the ln of the evidence, ${title}`,
        unit: 'nats',
      },
      estimate: meanOf(records.map(({ specialists, plain }) => specialists - plain)),
      // On noise four more experts may cost no more than their share of the prior, ln(13/9).
      ...(id === 'climates' ? { bar: atLeast(0), ruling: 'bound' } : { bar: atLeast(-0.37) }),
    },
    options,
  );
  if (id === 'climates') return [gain];
  const promoted = finding(
    {
      ...{ id: `${id}-promoted`, title: `Promoted with specialists, ${title}`, unit: 'share' },
      ...{ estimate: shareOf(records.map(({ peak }) => peak >= PROMOTION)), bar: atMost(0.05) },
    },
    options,
  );
  return [gain, promoted];
}

/** Whether experts for regimes help where regimes matter, and do no harm where they do not. */
export const regimes: Experiment<RegimeRecord> = {
  id: 'regimes',
  title: 'Do experts for regimes help where regimes matter, and do no harm elsewhere?',
  cases: [
    {
      ...{ id: 'climates', market: 'G1', title: 'calm and wild times with opposite laws' },
      ...{ seeds: { full: 100, quick: 6 }, ticks: { full: 4000, quick: 3000 } },
    },
    {
      ...{ id: 'noise', market: 'N2', title: 'no edge' },
      ...{ seeds: { full: 300, quick: 20 }, ticks: { full: 2000, quick: 2000 } },
    },
  ],
  ablations: [],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
