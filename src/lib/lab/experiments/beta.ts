import { shareOf } from '../estimates.ts';
import { CANARY, PROMOTION, WANTED } from '../evidence-lines.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atMost, type Finding, finding } from '../finding.ts';
import { steadyMomentum } from '../markets/autoregressive.ts';
import { garchDrift } from '../markets/no-edge.ts';
import { exposureAt, POOL, runPool } from '../pool-run.ts';
import { TimingEvidence } from '../timing.ts';

const LONG = { ...POOL, mode: 'long-flat' as const };

interface BetaRecord {
  readonly [key: string]: number;
  /** Highest ln of the evidence that the strategy beats cash, and that it beats its own usual exposure. */
  readonly money: number;
  readonly timing: number;
}

function run({ caseId, seed, ticks }: Trial): BetaRecord {
  const path = caseId === 'drift' ? garchDrift(seed, ticks) : steadyMomentum(seed, ticks, 0.2);
  const timing = new TimingEvidence();
  let [money, held] = [0, 0];
  runPool(path, LONG, tick => {
    const exposure = exposureAt(LONG, tick);
    const { volatility, maxBet } = tick;
    const paid = LONG.cost * Math.abs(exposure - held);
    timing.push({ exposure, change: path.returns[tick.tick]!, paid, volatility, maxBet });
    held = exposure;
    money = Math.max(money, tick.after.lnWealth);
    return undefined;
  });
  return { money, timing: timing.wealth.peak };
}

function judgeCase(
  { case: { id, title }, records }: CaseResult<BetaRecord>,
  options: JudgeOptions,
): Finding[] {
  const isTrap = id === 'drift';
  const share = (passes: (record: BetaRecord) => boolean) => shareOf(records.map(passes));
  const told = (name: string, words: string, passes: (record: BetaRecord) => boolean) =>
    finding(
      { id: `${id}-${name}`, title: `${words}, ${title}`, unit: 'share', estimate: share(passes) },
      options,
    );
  return [
    finding(
      {
        ...{ id, title: `Evidence of timing reached 20, ${title}`, unit: 'share' },
        estimate: share(({ timing }) => timing >= PROMOTION),
        ...(isTrap ? { goal: 12, bar: atMost(0.05) } : {}),
      },
      options,
    ),
    told('timing', 'Evidence of timing reached 4', ({ timing }) => timing >= CANARY),
    told('money', 'Evidence against cash reached 20', ({ money }) => money >= PROMOTION),
    finding(
      {
        ...{
          id: `${id}-live`,
          title: `Both gates open, as HIVE asks (${Math.round(Math.exp(WANTED))} against cash, 4 of timing), ${title}`,
          unit: 'share',
        },
        estimate: share(({ money, timing }) => money >= WANTED && timing >= CANARY),
        ...(isTrap ? { goal: 12, bar: atMost(0.05) } : {}),
      },
      options,
    ),
  ];
}

/** Whether a rising market passes for skill. */
export const beta: Experiment<BetaRecord> = {
  id: 'beta',
  title: 'Does a rising market pass for skill?',
  cases: [
    {
      ...{ id: 'drift', market: 'N3', title: 'drift and no timing' },
      ...{ seeds: { full: 1000, quick: 30 }, ticks: { full: 4000, quick: 4000 } },
    },
    {
      ...{ id: 'edge', market: 'E1', title: 'true timing (phi 0.2)' },
      ...{ seeds: { full: 200, quick: 10 }, ticks: { full: 4000, quick: 4000 } },
    },
  ],
  ablations: [],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
