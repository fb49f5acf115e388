import { RESET_THRESHOLD } from '../../learning/evidence/e-detector.ts';
import { exactly, meanOf, sumOf, waitingQuantile } from '../estimates.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atMost, type Finding, finding } from '../finding.ts';
import { policyBed } from '../markets/policy-bed.ts';
import { ownAgent } from '../policy-play.ts';
import { SharpAgent } from '../sharp-agent.ts';

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
  const flipEvery = caseId.startsWith('flips') ? FLIP_EVERY : null;
  const { contexts, returns } = policyBed(seed, { ticks, flipEvery });
  const agent = caseId.endsWith('sharp')
    ? new SharpAgent(RESET_THRESHOLD)
    : ownAgent(without === 'reset' ? null : RESET_THRESHOLD);
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

function judgeCase(result: CaseResult<ResetRecord>, options: JudgeOptions): Finding[] {
  const { records } = result;
  const { id, title } = result.case;
  if (id.startsWith('flips')) return [delay(result, options)];
  const first = records.slice(0, QUIET_SEEDS);
  const isOwn = id === 'steady';
  return [
    finding(
      {
        ...{ id: `${id}-false`, title: `Resets in the first ${QUIET_SEEDS} seeds, ${title}`, unit: 'count' },
        estimate: exactly(sumOf(first.map(({ resets }) => resets)), first.length),
        ...(isOwn ? { goal: 6, bar: atMost(0) } : {}),
      },
      { quick: false },
    ),
    finding(
      {
        ...{ id: `${id}-rate`, title: `Resets a seed, ${title}`, unit: 'ratio' },
        estimate: meanOf(records.map(({ resets }) => resets)),
      },
      options,
    ),
  ];
}

function delay({ case: { id, title }, records }: CaseResult<ResetRecord>, options: JudgeOptions): Finding {
  const waits = records.flatMap(({ delays }) => delays.map(wait => (wait >= FLIP_EVERY ? null : wait)));
  return finding(
    {
      ...{ id, title: `Ticks from a change to the reset, half of them, ${title}`, unit: 'ticks' },
      ...{ estimate: waitingQuantile(waits, 0.5), moonshot: atMost(60) },
      ...(id === 'flips' ? { goal: 6, bar: atMost(120) } : {}),
    },
    options,
  );
}

const SIZE = { seeds: { full: 200, quick: 20 }, ticks: { full: 3000, quick: 3000 } };

/** How soon the learner starts again when the law has changed, and how often for nothing. */
export const reset: Experiment<ResetRecord> = {
  id: 'reset',
  title: 'How soon does the learner start again when the law has changed?',
  cases: [
    { id: 'flips', market: 'R2', title: 'a law that turns round', ...SIZE },
    { id: 'flips-sharp', market: 'R2', title: 'a sharper detector', ...SIZE },
    { id: 'steady', market: 'R1', title: 'one law for ever', ...SIZE },
    { id: 'steady-sharp', market: 'R1', title: 'a sharper detector, one law for ever', ...SIZE },
  ],
  ablations: ['reset'],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
