import { acceptAccount } from '../../src/lib/app/accept/accept-account.ts';
import { controlStrategy } from '../../src/lib/app/tick/control-strategy.ts';
import { JournalSession } from '../../src/lib/app/tick/journal-session.ts';
import { runTick } from '../../src/lib/app/tick/run-tick.ts';
import type { HiveState } from '../../src/lib/journal/state.ts';
import type { QuoteSource } from '../../src/lib/market/bar-source.ts';
import type { TickSettings } from '../../src/lib/tick/settings.ts';
import type { Strategy } from '../../src/lib/trading/strategy.ts';
import { SLEEPING_LEARNER } from '../support/sleeping-learner.ts';
import type { Exchange, SentOrder } from './exchange.ts';
import type { HomeDisk } from './home-disk.ts';
import type { Life } from './life.ts';
import type { MachineClock, WorldTime } from './sim-time.ts';

/** What a process finds around itself. */
export interface Surroundings {
  readonly time: WorldTime;
  readonly clock: MachineClock;
  readonly disk: HomeDisk;
  readonly exchange: Exchange;
  readonly quotes: QuoteSource;
  readonly strategy: Strategy;
  readonly settings: TickSettings;
  readonly onSend: (order: SentOrder) => void;
}

const session = ({ disk, clock, settings }: Surroundings, life: Life): JournalSession =>
  new JournalSession({
    open: from => disk.journal.open(from, life),
    checkpoints: disk.checkpoints(life),
    clock,
    mode: settings.mode,
  });

/** `hive positions accept` as one process. @returns the state that it ended with. */
export async function acceptProcess(around: Surroundings, life: Life): Promise<HiveState> {
  const { clock, exchange, quotes, onSend } = around;
  const broker = exchange.connect({ life, clock, onSend });
  const journal = session(around, life);
  await acceptAccount({ broker, journal, clock, quotes }, 'chaos');
  journal.close();
  return journal.state;
}

/** `hive trade tick` as one process, in the order of `app/trade-tick`. @returns the state that it ended with. */
export async function tickProcess(around: Surroundings, life: Life): Promise<HiveState> {
  const { time, clock, disk, exchange, quotes, strategy, settings, onSend } = around;
  const broker = exchange.connect({ life, clock, onSend });
  const journal = session(around, life);
  const wait = async (ms: number) => {
    await life.reach('wait: before it ends');
    time.advance(ms);
  };
  const control = controlStrategy(settings.seed);
  const halt = disk.haltSwitch(life);
  const arm = { read: () => null };
  const ports = {
    clock,
    journal,
    broker,
    quotes,
    strategy,
    control,
    learner: SLEEPING_LEARNER,
    halt,
    arm,
    isDryRun: false,
    wait,
  };
  await runTick(ports, settings);
  journal.saveCheckpoint();
  journal.close();
  return journal.state;
}
