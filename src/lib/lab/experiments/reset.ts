import { RESET_THRESHOLD } from '../../learning/evidence/e-detector.ts';
import { exactly, meanOf, sumOf, waitingQuantile } from '../estimates.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atMost, type Finding, finding } from '../finding.ts';
import { policyBed } from '../markets/policy-bed.ts';
import { ownAgent } from '../policy-play.ts';

const FLIP_EVERY = 1000;
/** Seeds among which no false alarm may be. */
const QUIET_SEEDS = 20;

interface ResetRecord {
  readonly [key: string]: number | readonly number[];
  /** Ticks from each flip to the next reset; 1,000 for none before the next flip. */
  readonly delays: readonly number[];
  readonly resets: number;
}

function run({ caseId, seed, ticks, without }: Trial): ResetRecord {
  const flipEvery = caseId === 'flips' ? FLIP_EVERY : null;
  const { contexts, returns } = policyBed(seed, { ticks, flipEvery });
  const agent = ownAgent(without === 'reset' ? null : RESET_THRESHOLD);
  const delays: number[] = [];
  let isWaiting = false;
  for (let t = 0; t < ticks; t++) {
    if (flipEvery !== null && t > 0 && t % flipEvery === 0) {
      delays.push(flipEvery);
      isWaiting = true;
    }
    const before = agent.resets;
    agent.choose({ context: contexts[t]!, previous: 0, signal: 0, cost: 0 });
    agent.learn({ rho: returns[t]!, reward: 0 });
    if (!isWaiting || agent.resets === before) continue;
    delays[delays.length - 1] = (t % FLIP_EVERY) + 1;
    isWaiting = false;
  }
  return { delays, resets: agent.resets };
}

function judgeCase({ case: { id }, records }: CaseResult<ResetRecord>, options: JudgeOptions): Finding[] {
  if (id === 'flips') return [delay(records, options)];
  const first = records.slice(0, QUIET_SEEDS);
  return [
    finding(
      {
        ...{
          id: 'false',
          title: `Resets without a change, the first ${QUIET_SEEDS} seeds`,
          goal: 6,
          unit: 'count',
        },
        ...{ estimate: exactly(sumOf(first.map(({ resets }) => resets)), first.length), bar: atMost(0) },
      },
      { quick: false },
    ),
    finding(
      {
        ...{ id: 'false-rate', title: 'Resets without a change, a seed', unit: 'ratio' },
        estimate: meanOf(records.map(({ resets }) => resets)),
      },
      options,
    ),
  ];
}

const delay = (records: readonly ResetRecord[], options: JudgeOptions): Finding =>
  finding(
    {
      ...{ id: 'delay', title: 'Ticks from a change to the reset, half of them', goal: 6, unit: 'ticks' },
      estimate: waitingQuantile(
        records.flatMap(({ delays }) => delays.map(wait => (wait >= FLIP_EVERY ? null : wait))),
        0.5,
      ),
      ...{ bar: atMost(120), moonshot: atMost(60) },
    },
    options,
  );

/** How soon the learner starts again when the law has changed, and how often for nothing. */
export const reset: Experiment<ResetRecord> = {
  id: 'reset',
  title: 'How soon does the learner start again when the law has changed?',
  cases: [
    {
      ...{ id: 'flips', market: 'R2', title: 'a law that turns round' },
      ...{ seeds: { full: 200, quick: 10 }, ticks: { full: 3000, quick: 3000 } },
    },
    {
      ...{ id: 'steady', market: 'R1', title: 'one law for ever' },
      ...{ seeds: { full: 200, quick: 20 }, ticks: { full: 3000, quick: 3000 } },
    },
  ],
  ablations: ['reset'],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
