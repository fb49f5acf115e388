import { countOf, storableTry, type Try, type TryCount, type TryQuery, type TryStore } from '../tries.ts';
import { RevertibleMap } from './revertible.ts';

/** The ledger of tries in memory. */
export class MemoryTries implements TryStore {
  readonly rows = new RevertibleMap<Try>();

  add(tries: readonly Try[]): number {
    const before = this.rows.size;
    for (const each of tries.map(storableTry)) {
      if (!this.rows.has(each.fingerprint)) this.rows.set(each.fingerprint, each);
    }
    return this.rows.size - before;
  }

  count(query: TryQuery): TryCount {
    const found = this.list(query);
    return countOf(
      found.length,
      found.flatMap(({ sharpe }) => (sharpe === null ? [] : [sharpe])),
    );
  }

  list({ market, symbols, fromMs, toMs }: TryQuery): Try[] {
    return [...this.rows.values()]
      .filter(each => each.market === market && each.toMs > fromMs && each.fromMs < toMs)
      .filter(each => each.symbols.some(symbol => symbols.includes(symbol)))
      .sort((a, b) => a.atMs - b.atMs || (a.fingerprint < b.fingerprint ? -1 : 1))
      .map(each => ({ ...each, symbols: [...each.symbols] }));
  }
}
