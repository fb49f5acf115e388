import { meanOf, shareOf } from '../estimates.ts';
import { CANARY, PROMOTION } from '../evidence-lines.ts';
import type { CaseResult, Experiment, JudgeOptions, LabCase, Trial } from '../experiment.ts';
import { atMost, type Finding, finding } from '../finding.ts';
import { garchWalk, gaussianWalk, unboundedWalk } from '../markets/no-edge.ts';
import { SURE_LOSS } from '../markets/path.ts';
import { exposureAt, GRADED_POOL, POOL, type PoolOptions, runPool } from '../pool-run.ts';
import { ZTest } from '../z-test.ts';

interface PromotionRecord {
  readonly [key: string]: number | null;
  /** Tick after which the evidence first reached 20; null when it never did. */
  readonly promotedAt: number | null;
  /** Highest and last ln of the evidence; the highest z under the z-test. */
  readonly peak: number;
  readonly last: number;
}

/** Taker's fee of a crypto order at a mid-size broker, and that of a liquid stock with its spread. */
const COSTS: Readonly<Record<string, number>> = { 'cost-25': 0.0025, 'cost-5': 0.0005 };

function run({ caseId, seed, ticks, without }: Trial): PromotionRecord {
  const path = marketOf(caseId)(seed, ticks);
  const { mixture: whole } = caseId === 'graded' ? GRADED_POOL : POOL;
  const mixture = without === 'cash' ? { ...whole, cashPrior: 0 } : whole;
  const options: PoolOptions = {
    ...(caseId === 'graded' ? GRADED_POOL : POOL),
    mixture,
    // So small a bound cuts no bet: a fall may ruin a cell, which no theorem allows for.
    ...(caseId === 'unbounded' ? { sureLoss: SURE_LOSS / 10 } : {}),
    cost: COSTS[caseId] ?? 0,
    mode: caseId.startsWith('cost') ? 'long-flat' : 'long-short',
  };
  return without === 'wealth-gate' ? underZTest(path, options) : underWealth(path, options);
}

function marketOf(caseId: string) {
  if (caseId === 'unbounded') return unboundedWalk;
  return caseId.startsWith('gaussian') ? gaussianWalk : garchWalk;
}

type Walk = Parameters<typeof runPool>[0];

function underWealth(path: Walk, options: PoolOptions): PromotionRecord {
  let [promotedAt, peak]: [number | null, number] = [null, 0];
  const { lnWealth } = runPool(path, options, ({ tick, after }) => {
    peak = Math.max(peak, after.lnWealth);
    if (promotedAt === null && after.lnWealth >= PROMOTION) promotedAt = tick + 1;
    return undefined;
  });
  return { promotedAt, peak, last: lnWealth };
}

/** What most people do: the same strategy, promoted when its mean gain is 1.645 standard errors above zero. */
function underZTest(path: Walk, options: PoolOptions): PromotionRecord {
  const test = new ZTest();
  let [promotedAt, held]: [number | null, number] = [null, 0];
  runPool(path, options, tick => {
    const exposure = exposureAt(options, tick);
    const net = exposure * path.returns[tick.tick]! - options.cost * Math.abs(exposure - held);
    held = exposure;
    if (test.passes(net / tick.volatility)) promotedAt = tick.tick + 1;
    return promotedAt !== null;
  });
  return { promotedAt, peak: promotedAt === null ? 0 : PROMOTION, last: test.score };
}

function judgeCase(
  { case: { id, title }, ticks, records }: CaseResult<PromotionRecord>,
  options: JudgeOptions,
): Finding[] {
  const isCostly = id.startsWith('cost');
  const isLong = id.endsWith('long');
  const promoted = shareOf(records.map(({ promotedAt }) => promotedAt !== null));
  const canary = shareOf(records.map(({ peak }) => peak >= CANARY));
  return [
    finding(
      {
        ...{ id, title: `Promoted within ${ticks} ticks, ${title}`, ...(isCostly ? {} : { goal: 1 }) },
        ...{ unit: 'share', estimate: promoted, ruling: isLong ? 'figure' : 'bound' },
        ...(isLong ? { moonshot: atMost(0.05) } : { bar: atMost(0.05) }),
      },
      options,
    ),
    finding(
      { id: `${id}-canary`, title: `Reached evidence of 4, ${title}`, unit: 'share', estimate: canary },
      options,
    ),
    finding(
      {
        ...{ id: `${id}-last`, title: `Last ln of the evidence, ${title}`, unit: 'nats' },
        estimate: meanOf(records.map(({ last }) => last)),
      },
      options,
    ),
  ];
}

const SHORT = { seeds: { full: 1000, quick: 60 }, ticks: { full: 2000, quick: 2000 } };
const LONG = { seeds: { full: 600, quick: 8 }, ticks: { full: 20_000, quick: 5000 } };
const COSTLY = { seeds: { full: 300, quick: 20 }, ticks: { full: 2000, quick: 2000 } };

const CASES: readonly LabCase[] = [
  { id: 'gaussian', market: 'N1', title: 'Gaussian noise', ...SHORT },
  { id: 'garch', market: 'N2', title: 'clusters and fat tails', ...SHORT },
  { id: 'graded', market: 'N2', title: 'the same with graded rules', ...SHORT },
  { id: 'unbounded', market: 'N5', title: 'falls that no bet was cut for', ...SHORT },
  { id: 'gaussian-long', market: 'N1', title: 'Gaussian noise, long', ...LONG },
  { id: 'garch-long', market: 'N2', title: 'clusters and fat tails, long', ...LONG },
  { id: 'cost-5', market: 'N4', title: 'the same at 5 bp a side', ...COSTLY },
  { id: 'cost-25', market: 'N4', title: 'the same at 25 bp a side', ...COSTLY },
];

/** How often luck is taken for skill, when one looks on every tick. */
export const falsePromotion: Experiment<PromotionRecord> = {
  id: 'false-promotion',
  title: 'How often is luck promoted, looking on every tick?',
  cases: CASES,
  ablations: ['wealth-gate', 'cash'],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
