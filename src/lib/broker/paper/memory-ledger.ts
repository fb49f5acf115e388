import type { Fill } from '../../core/fill.ts';
import type { Cents } from '../../core/money.ts';
import type { BrokerOrder } from '../broker.ts';
import { simulatedAccountNumber } from './account-number.ts';
import type { Holdings, Ledger, LedgerAccount, LedgerEntry, NewAccount } from './ledger.ts';

/** Books in memory, for tests. */
export class MemoryLedger implements Ledger {
  readonly #accountNumber: string;
  /** In order of submission. */
  readonly #entries = new Map<string, LedgerEntry>();
  #cash: Cents;
  #positions: Holdings = new Map();

  constructor({ seed, startingCash }: NewAccount) {
    this.#accountNumber = simulatedAccountNumber(seed);
    this.#cash = startingCash;
  }

  load(): LedgerAccount {
    return { accountNumber: this.#accountNumber, cash: this.#cash, positions: this.#positions };
  }

  orderByClientId(clientOrderId: string): BrokerOrder | null {
    return this.#entries.get(clientOrderId)?.order ?? null;
  }

  fillsOf(clientOrderId: string): readonly Fill[] {
    return this.#entries.get(clientOrderId)?.fills ?? [];
  }

  ordersSince(sinceMs: number): readonly BrokerOrder[] {
    return [...this.#entries.values()]
      .map(({ order }) => order)
      .filter(order => order.submittedMs >= sinceMs);
  }

  record(entry: LedgerEntry): void {
    const id = entry.order.clientOrderId;
    if (this.#entries.has(id)) throw new RangeError(`order "${id}" is already recorded`);
    this.#entries.set(id, entry);
    this.#cash = entry.cash;
    this.#positions = new Map(entry.positions);
  }

  /** Work is synchronous and `record` is its only, last write, so nothing can come in between. */
  exclusive<T>(work: () => T): T {
    return work();
  }
}
