import type { Broker } from '../../broker/broker.ts';
import type { Clock } from '../../core/clock.ts';
import type { QuoteSource } from '../../market/bar-source.ts';
import type { Strategy } from '../../trading/strategy.ts';
import type { LearnerPorts } from '../learn/watcher.ts';
import type { JournalSession } from './journal-session.ts';

/** The kill switch: read at the start and again just before anything is sent. */
export interface HaltSwitch {
  /** Why trading is halted; null when it is not. Fails closed: a switch that cannot be read is on. */
  read(): string | null;
  write(reason: string): void;
}

/** The owner's permission to trade real money. */
export interface ArmSwitch {
  /** Why nothing may be sent; null when it may. Always null where the money is not real. */
  read(): string | null;
}

/** What a tick needs of the world. */
export interface TickPorts {
  readonly clock: Clock;
  readonly journal: JournalSession;
  readonly broker: Broker;
  readonly quotes: QuoteSource;
  /** The strategy that trades, and the control arm that shadows it. */
  readonly strategy: Strategy;
  readonly control: Strategy;
  readonly learner: LearnerPorts;
  readonly halt: HaltSwitch;
  readonly arm: ArmSwitch;
  /** Nothing is sent: every order ends as one that was not. */
  readonly isDryRun: boolean;
  wait(ms: number): Promise<void>;
}
