import type { Clock } from '../core/clock.ts';
import type { Cents } from '../core/money.ts';
import type { FaultRule } from './faults/parse-fault.ts';
import type { SandboxKeys } from './ids.ts';
import type { SandboxPrices } from './prices.ts';

export interface SandboxOptions {
  readonly clock: Clock;
  readonly prices: SandboxPrices;
  /** Everything that looks random follows from it: ids, keys, the account number, partial fills. */
  readonly seed: number;
  /** Cash of a new account. */
  readonly cash: Cents;
  /** Those of `demoKeys(seed)` when left out. */
  readonly keys?: SandboxKeys;
  /** Fee of every fill in parts per million; 2,500 (0.25 %) when left out. */
  readonly feePpm?: bigint;
  /** From the taking of an order to its first chance of a fill; 300 when left out. */
  readonly fillDelayMs?: number;
  /** Share of orders, 0 to 1, that fill in two parts; none when left out. Alpaca's paper account does it to 0.1. */
  readonly partialFills?: number;
  /** Requests a minute, for trading and for data each; 200 when left out. */
  readonly requestsPerMinute?: number;
  /** What will go wrong; in place of what a snapshot still had in store. */
  readonly faults?: readonly FaultRule[];
}
