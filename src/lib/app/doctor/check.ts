import type { BrokerAccount } from '../../broker/broker.ts';
import type { Environment } from '../../config/environment.ts';
import type { Adapters } from '../adapters.ts';

/** What one check saw. */
export interface Finding {
  readonly state: 'ok' | 'info' | 'warning' | 'problem' | 'skipped';
  readonly seen: string;
  /** What to do about it; null when there is nothing to do. */
  readonly todo: string | null;
}

/** The account, and this machine's time when it was answered. */
export interface SeenAccount {
  readonly account: BrokerAccount;
  readonly seenMs: number;
}

/** What checks look at. Nothing here changes anything. */
export interface DoctorContext {
  readonly adapters: Adapters;
  readonly environment: Environment;
  /** Version of Node, without "v". */
  readonly nodeVersion: string;
  /** Asked of the broker once, whoever wants it. */
  readonly account: () => Promise<SeenAccount>;
  /** What a program prints; null when it is not there or fails. */
  readonly run: (program: string, args: readonly string[]) => Promise<string | null>;
}

export interface Check {
  /** Stable, for scripts. */
  readonly id: string;
  readonly title: string;
  /** Whether it asks the broker: skipped with --offline and where the broker is the embedded one. */
  readonly asksBroker: boolean;
  readonly look: (context: DoctorContext) => Promise<Finding> | Finding;
}

export const ok = (seen: string): Finding => ({ state: 'ok', seen, todo: null });
export const info = (seen: string, todo: string | null = null): Finding => ({ state: 'info', seen, todo });
export const warning = (seen: string, todo: string): Finding => ({ state: 'warning', seen, todo });
export const problem = (seen: string, todo: string): Finding => ({ state: 'problem', seen, todo });
export const skipped = (seen: string): Finding => ({ state: 'skipped', seen, todo: null });
