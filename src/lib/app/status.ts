import { isoTime } from '../core/clock.ts';
import { dollars } from '../core/money.ts';
import { REASONS, type Reason } from '../core/reason.ts';
import type { HiveState } from '../journal/state.ts';
import { dayBudget } from '../journal/state-changes.ts';
import { classLearner } from '../learning/feedback/learning-state.ts';
import { haltReason } from './halt/halt-reason.ts';
import { type GateView, gateView } from './learn/gate-view.ts';
import { type Positions, positionsOf } from './positions.ts';
import { healthChecks, needsOf } from './queries/health-checks.ts';
import type { HealthCheck, JournalNow } from './queries/health-finding.ts';
import { readState } from './read-journal.ts';
import type { Reading } from './reading.ts';
import { type RunsSummary, runsSummary } from './runs/runs-summary.ts';
import { tickSettings } from './settings.ts';
import { type TrainStatus, trainStatus } from './train-status.ts';

export interface Status {
  readonly home: string;
  readonly mode: string;
  readonly strategy: string;
  /** What is planted in the simulated market; null on real bars. */
  readonly edge: string | null;
  /** Why trading is halted; null when it is not. */
  readonly halted: string | null;
  readonly account: Positions | null;
  readonly today: Today | null;
  readonly lastTick: LastTick | null;
  /** What the gate says of trading; null before the first stance of a learner. */
  readonly gate: GateStanding | null;
  readonly training: TrainStatus;
  /** The regime of each symbol; null before the first stance of a learner. */
  readonly regime: readonly { readonly symbol: string; readonly regime: string }[] | null;
  readonly runs: RunsSummary;
  /** What needs a person. */
  readonly needs: readonly HealthCheck[];
}

export type GateStanding = Pick<GateView, 'stage' | 'words' | 'overriddenUntil'>;

export interface Today {
  readonly profit: number;
  readonly orders: number;
  readonly ordersLeft: number;
  readonly notional: number;
  readonly notionalLeft: number;
}

export interface LastTick {
  readonly at: string;
  readonly ageMs: number;
  readonly ticks: number;
  readonly reasons: readonly { readonly symbol: string; readonly reason: Reason; readonly meaning: string }[];
}

/** One look at everything: money, limits, the last tick and training. */
export async function status(reading: Reading): Promise<Status> {
  const state = await readState(reading);
  return statusOf(reading, { state, trouble: null, records: state === null ? 0 : null });
}

/** The same for a journal that has been read. */
export async function statusOf<Home extends Reading>(
  reading: Home,
  journal: JournalNow,
  training: (home: Home) => Promise<TrainStatus> = trainStatus,
): Promise<Status> {
  const { config, paths } = reading;
  const { state } = journal;
  const account = await positionsOf(reading, state);
  const simulated = config.market.crypto.source === 'simulated';
  return {
    home: paths.root,
    mode: config.mode,
    strategy: config.trading.strategy,
    edge: simulated ? config.market.simulated.edge : null,
    halted: await haltReason(reading),
    account,
    ...tickView(reading, state, account),
    gate: gateStanding(reading, state),
    training: await training(reading),
    regime: state && regimesOf(state),
    runs: runsSummary(reading),
    needs: needsOf(await healthChecks(reading, journal)),
  };
}

function regimesOf({ learning }: HiveState): Status['regime'] {
  const { pending, last } = classLearner(learning, 'crypto');
  const stance = pending ?? last;
  if (stance === null) return null;
  return Object.entries(stance.symbols)
    .map(([symbol, { regime }]) => ({ symbol, regime }))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

function gateStanding(
  { config, clock }: Pick<Reading, 'config' | 'clock'>,
  state: HiveState | null,
): GateStanding | null {
  if (state === null) return null;
  const learner = classLearner(state.learning, 'crypto');
  const gate = gateView(config, state, { assetClass: 'crypto', learner, nowMs: clock.now() });
  return gate && { stage: gate.stage, words: gate.words, overriddenUntil: gate.overriddenUntil };
}

function tickView(
  { clock, config }: Pick<Reading, 'clock' | 'config'>,
  state: HiveState | null,
  account: Positions | null,
): Pick<Status, 'today' | 'lastTick'> {
  if (!state || !account || state.lastTickMs === null) return { today: null, lastTick: null };
  const nowMs = clock.now();
  const { limits } = tickSettings(config);
  const day = dayBudget(state.books.main, nowMs);
  const left = limits.dailyNotional - day.notional;
  return {
    today: {
      profit: Math.round((account.main.equity - dollars(day.openEquity)) * 100) / 100,
      orders: day.orders,
      ordersLeft: Math.max(0, limits.dailyOrders - day.orders),
      notional: dollars(day.notional),
      notionalLeft: Number(left > 0n ? left : 0n) / 100,
    },
    lastTick: {
      at: isoTime(state.lastTickMs),
      ageMs: nowMs - state.lastTickMs,
      ticks: state.ticks,
      reasons: Object.entries(state.lastReasons).map(([symbol, reason]) => ({
        symbol,
        reason,
        meaning: REASONS[reason],
      })),
    },
  };
}
