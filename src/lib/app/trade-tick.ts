import { refusedError } from '../core/errors.ts';
import { parseCents } from '../core/money.ts';
import type { TimedEntry } from '../journal/entry.ts';
import type { EquityPoint, Store } from '../store/ports.ts';
import type { Strategy } from '../trading/strategy.ts';
import type { Adapters } from './adapters.ts';
import { withBrokerPause } from './broker-pause.ts';
import { openSession } from './open-session.ts';
import { makeStateFolder } from './private-folders.ts';
import { readTrades } from './read-journal.ts';
import { tickSettings } from './settings.ts';
import { dryJournal } from './tick/dry-journal.ts';
import { JournalSession } from './tick/journal-session.ts';
import type { TickPorts } from './tick/ports.ts';
import { runTick, type TickReport } from './tick/run-tick.ts';
import { tickPorts } from './tick-ports.ts';
import { withLock } from './with-lock.ts';

/** Most requests of one tick to Alpaca: two symbols, each with an order that is asked after four times. */
const REQUESTS_A_TICK = 20;

export interface TickOptions {
  /** Decide, send nothing, write nothing. */
  readonly dryRun: boolean;
}

/** Has no opinion: what it is asked about is only left, where leaving has begun. */
const silent = (id: string): Strategy => ({
  id,
  look: async () => ({ opinion: { kind: 'none', reason: 'HOLD_SIGNAL' }, evidence: null }),
});

/**
 * A tick that opens nothing: it only goes on with what is being sold.
 * @param options.evenIfHalted whether to sell although trading is halted: a person said so.
 */
export const sellTick = (
  adapters: Adapters,
  { evenIfHalted }: { readonly evenIfHalted: boolean },
): Promise<TickReport> =>
  guarded(adapters, () =>
    lockedTick(adapters, ports => ({
      ...ports,
      strategy: silent(ports.strategy.id),
      control: silent(ports.control.id),
      halt: evenIfHalted ? { ...ports.halt, read: () => null } : ports.halt,
    })),
  );

/** One tick under the lock: S0 to S11, then the views that follow the journal. */
export const tradeTick = (adapters: Adapters, { dryRun }: TickOptions): Promise<TickReport> =>
  guarded(adapters, () => (dryRun ? dryTick(adapters) : lockedTick(adapters)));

async function guarded(adapters: Adapters, tick: () => Promise<TickReport>): Promise<TickReport> {
  const { assertFreeSpace } = await import('../store/files/free-space.ts');
  makeStateFolder(adapters.paths);
  assertFreeSpace(adapters.paths.state);
  await refuseUnarmed(adapters);
  return withLock(adapters.paths.tickLock, 'tick', () => withBrokerPause(adapters, tick));
}

/** Before anything is asked of the live host. */
async function refuseUnarmed(adapters: Adapters): Promise<void> {
  const reason = (await adapters.arm()).read();
  if (reason === null) return;
  throw refusedError({
    code: 'NOT_ARMED',
    message: `Real money may not be traded: ${reason}.`,
    next: 'Allow it for some days: hive trade arm. Nothing was sent.',
  });
}

async function lockedTick(
  adapters: Adapters,
  change: (ports: TickPorts) => TickPorts = ports => ports,
): Promise<TickReport> {
  const store = await adapters.store();
  const journal = await openSession(adapters, { store });
  try {
    const ports = await tickPorts(adapters, { store, journal, isDryRun: false });
    const report = await inTime(adapters, change(ports));
    await updateViews(adapters, { store, journal });
    return report;
  } finally {
    journal.close();
  }
}

/** The same tick on a journal in memory that goes on from the real one. */
async function dryTick(adapters: Adapters): Promise<TickReport> {
  const { scanJournal } = await import('../store/files/scan-journal.ts');
  const { clock, config, paths } = adapters;
  const store = await adapters.store();
  const journal = new JournalSession({
    open: dryJournal(() => scanJournal(paths.journal)),
    checkpoints: { load: () => null, save: () => {}, drop: () => {} },
    clock,
    mode: config.mode,
  });
  return inTime(adapters, await tickPorts(adapters, { store, journal, isDryRun: true }));
}

/** Nothing waits beyond the deadline of a tick: an order without an answer by then is UNKNOWN. */
async function inTime(adapters: Adapters, ports: TickPorts): Promise<TickReport> {
  const { config, deadline } = adapters;
  const settings = tickSettings(config);
  if (config.broker.kind === 'alpaca') (await adapters.alpaca()).allowance.renew(REQUESTS_A_TICK);
  const timer = setTimeout(() => deadline.abort(), settings.deadlineMs);
  try {
    return await runTick(ports, settings);
  } finally {
    clearTimeout(timer);
  }
}

interface Finished {
  readonly store: Store;
  readonly journal: JournalSession;
}

/**
 * The checkpoint last: what a killed run did not log is after the checkpoint, and so offered again. Without a
 * checkpoint (a new store) that is the whole journal, so that lost equity points come back.
 */
async function updateViews(adapters: Adapters, { store, journal }: Finished): Promise<void> {
  const { paths } = adapters;
  const [{ appendTrades }, { existsSync }] = await Promise.all([
    import('../store/files/trade-log.ts'),
    import('node:fs'),
  ]);
  // A log that was moved away is written again, from the first trade on.
  const trades = existsSync(paths.tradeLog) ? journal.trades : await readTrades(adapters);
  appendTrades(paths.tradeLog, trades);
  store.transaction(() => {
    store.equity.append(journal.ticks.flatMap(equityPoints));
    journal.saveCheckpoint();
  });
}

const equityPoints = ({ atMs, data: { worth } }: TimedEntry<'TICK'>): EquityPoint[] =>
  (['main', 'control'] as const).map(book => ({
    book,
    atMs,
    equityCents: parseCents(worth[book].equity),
    cashCents: parseCents(worth[book].cash),
  }));
