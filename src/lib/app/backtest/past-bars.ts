import type { Bar, Past } from '../../../strategy.ts';

/** How far back a strategy can look. */
const REACH = 10_000;
/** The next power of two: the place of a bar in the ring is its index without the upper bits. */
const SIZE = 16_384;

const COLUMNS = ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const;
type Column = (typeof COLUMNS)[number];

/** The last bars that a strategy has seen. Holds nothing that it has not been given yet. */
export class PastBars implements Past {
  length = -1;
  readonly #columns = Object.fromEntries(COLUMNS.map(name => [name, new Float64Array(SIZE)])) as Record<
    Column,
    Float64Array
  >;

  push(bar: Bar): void {
    this.length += 1;
    const place = this.length & (SIZE - 1);
    for (const name of COLUMNS) this.#columns[name][place] = bar[name];
  }

  timeMs(barsAgo: number): number {
    return this.#at('timeMs', barsAgo);
  }
  open(barsAgo: number): number {
    return this.#at('open', barsAgo);
  }
  high(barsAgo: number): number {
    return this.#at('high', barsAgo);
  }
  low(barsAgo: number): number {
    return this.#at('low', barsAgo);
  }
  close(barsAgo: number): number {
    return this.#at('close', barsAgo);
  }
  volume(barsAgo: number): number {
    return this.#at('volume', barsAgo);
  }

  #at(name: Column, barsAgo: number): number {
    if (!Number.isInteger(barsAgo) || barsAgo < 0 || barsAgo > REACH) {
      throw new RangeError(`past.${name}(${barsAgo}) is not a whole number of bars from 0 to ${REACH}`);
    }
    return barsAgo > this.length ? NaN : this.#columns[name][(this.length - barsAgo) & (SIZE - 1)]!;
  }
}
