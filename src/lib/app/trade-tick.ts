import { setTimeout as sleep } from 'node:timers/promises';
import { parseInstrument } from '../core/instrument.ts';
import { parseCents } from '../core/money.ts';
import type { TimedEntry } from '../journal/entry.ts';
import type { EquityPoint, Store } from '../store/ports.ts';
import type { Strategy } from '../trading/strategy.ts';
import type { Adapters } from './adapters.ts';
import { MEMORY_BARS, newestBars, refreshBars } from './bars/bar-feed.ts';
import { openSession } from './open-session.ts';
import { makeStateFolder } from './private-folders.ts';
import { readTrades } from './read-journal.ts';
import { labelSpec, maxModelAgeMs, tickSettings } from './settings.ts';
import { controlStrategy } from './tick/control-strategy.ts';
import { forestStrategy } from './tick/forest-strategy.ts';
import type { JournalSession } from './tick/journal-session.ts';
import type { TickPorts } from './tick/ports.ts';
import { runTick, type TickReport } from './tick/run-tick.ts';
import { withLock } from './with-lock.ts';

/** Different draws than those of the control arm when it is the strategy that trades. */
const TRADING_CONTROL_SALT = 0x5eed;

/** One tick under the lock: S0 to S11, then the views that follow the journal. */
export async function tradeTick(adapters: Adapters): Promise<TickReport> {
  const { assertFreeSpace } = await import('../store/files/free-space.ts');
  makeStateFolder(adapters.paths);
  assertFreeSpace(adapters.paths.state);
  return withLock(adapters.paths.tickLock, 'tick', () => lockedTick(adapters));
}

async function lockedTick(adapters: Adapters): Promise<TickReport> {
  const store = await adapters.store();
  const broker = await adapters.broker();
  const { accountNumber } = await broker.account();
  const journal = await openSession(adapters, { store, account: accountNumber });
  try {
    const ports = await tickPorts(adapters, { store, journal });
    const report = await runTick(ports, tickSettings(adapters.config));
    await updateViews(adapters, { store, journal });
    return report;
  } finally {
    journal.close();
  }
}

async function tickPorts(
  adapters: Adapters,
  { store, journal }: { store: Store; journal: JournalSession },
): Promise<TickPorts> {
  const { readHalt, writeHalt } = await import('../store/files/halt-file.ts');
  const { paths, config, clock } = adapters;
  const strategy =
    config.trading.strategy === 'control'
      ? controlStrategy((config.seed ^ TRADING_CONTROL_SALT) >>> 0)
      : await forest(adapters, store);
  return {
    clock,
    journal,
    broker: await adapters.broker(),
    quotes: await adapters.quotes(store.bars),
    strategy,
    control: controlStrategy(config.seed),
    halt: {
      read: () => {
        const state = readHalt(paths.state);
        return state.halted ? state.reason : null;
      },
      write: reason => writeHalt(paths.state, { reason, atMs: clock.now() }),
    },
    wait: ms => sleep(ms),
  };
}

async function forest(adapters: Adapters, store: Store): Promise<Strategy> {
  const { config, clock } = adapters;
  const { crypto: feed } = await adapters.feeds();
  const models = await adapters.currentModels();
  const { interval, backfillBars } = config.market;
  return forestStrategy({
    label: labelSpec(config, 'crypto'),
    maxModelAgeMs: maxModelAgeMs(config),
    threshold: config.signal.threshold,
    currentModel: () => models.of('crypto'),
    async bars(symbol) {
      const instrument = parseInstrument(symbol);
      await refreshBars(feed, instrument, { store: store.bars, clock, interval, backfillBars });
      return newestBars(feed, instrument, { store: store.bars, clock, interval, count: MEMORY_BARS });
    },
  });
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
