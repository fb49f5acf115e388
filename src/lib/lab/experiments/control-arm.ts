import { hashKey, mulberry32 } from '../../core/random.ts';
import { bet, MONEY_GRID, newWealth } from '../../learning/evidence/wealth.ts';
import { controlExposure } from '../control-arm.ts';
import { bootstrapOf, shareOf, sumOf } from '../estimates.ts';
import { PROMOTION } from '../evidence-lines.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atMost, type Finding, finding } from '../finding.ts';
import { garchWalk } from '../markets/no-edge.ts';
import { SURE_LOSS, TICK_SD } from '../markets/path.ts';
import { cappedBet, nextVariance } from '../pool-run.ts';

const COST: Readonly<Record<string, number>> = { free: 0, costly: 0.0025 };

interface ControlRecord {
  readonly [key: string]: number;
  readonly peak: number;
  /** ln of what an account without costs came to, over that of the same account with them; what was turned over. */
  readonly bled: number;
  readonly turnover: number;
}

function run({ caseId, seed, ticks }: Trial): ControlRecord {
  const { returns } = garchWalk(seed, ticks);
  const random = mulberry32(hashKey(seed, 6));
  const cost = costOf(caseId);
  let wealth = newWealth(MONEY_GRID);
  let [variance, exposure] = [TICK_SD * TICK_SD, 0];
  let [free, costly, turnover] = [1, 1, 0];
  for (const change of returns) {
    const next = controlExposure(exposure, random);
    const moved = Math.abs(next - exposure);
    exposure = next;
    const earned = exposure * change - cost * moved;
    const volatility = Math.sqrt(variance);
    const maxBet = cappedBet(volatility, SURE_LOSS + cost);
    wealth = bet(MONEY_GRID, wealth, { gain: earned / volatility, maxBet });
    variance = nextVariance(variance, change);
    free *= 1 + exposure * change;
    costly *= 1 + earned;
    turnover += moved;
  }
  return { peak: wealth.peak, bled: Math.log(free / costly), turnover };
}

const costOf = (caseId: string): number => COST[caseId]!;

function judgeCase(
  { case: { id, title }, records }: CaseResult<ControlRecord>,
  options: JudgeOptions,
): Finding[] {
  const cost = costOf(id);
  const promoted = finding(
    {
      ...{ id, title: `Promoted, ${title}`, goal: 14, unit: 'share' },
      estimate: shareOf(records.map(({ peak }) => peak >= PROMOTION)),
      bar: atMost(0.05),
    },
    options,
  );
  if (cost === 0) return [promoted];
  const apart = (all: readonly ControlRecord[]) =>
    Math.abs(sumOf(all.map(({ bled }) => bled)) / (cost * sumOf(all.map(({ turnover }) => turnover))) - 1);
  return [
    promoted,
    finding(
      {
        ...{
          id: `${id}-bleed`,
          title: `What costs took, apart from turnover x cost, ${title}`,
          goal: 14,
          unit: 'share',
        },
        estimate: bootstrapOf(records, apart),
        bar: atMost(0.05),
      },
      options,
    ),
  ];
}

/** Whether an arm that trades at random stays out, and loses what it must. */
export const controlArm: Experiment<ControlRecord> = {
  id: 'control-arm',
  title: 'Does an arm that trades at random stay out, and lose what it must?',
  cases: [
    {
      ...{ id: 'costly', market: 'N2', title: 'random signals at 25 bp a side' },
      ...{ seeds: { full: 1000, quick: 100 }, ticks: { full: 2000, quick: 2000 } },
    },
    {
      ...{ id: 'free', market: 'N2', title: 'random signals without costs' },
      ...{ seeds: { full: 1000, quick: 100 }, ticks: { full: 2000, quick: 2000 } },
    },
  ],
  ablations: [],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
