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
  /** Six numbers a bar, in the order of `COLUMNS`. */
  readonly #ring = new Float64Array(SIZE * COLUMNS.length);

  push(bar: Bar): void {
    this.length += 1;
    const ring = this.#ring;
    const place = (this.length & (SIZE - 1)) * COLUMNS.length;
    ring[place] = bar.timeMs;
    ring[place + 1] = bar.open;
    ring[place + 2] = bar.high;
    ring[place + 3] = bar.low;
    ring[place + 4] = bar.close;
    ring[place + 5] = bar.volume;
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
    if (barsAgo > this.length) return NaN;
    const place = ((this.length - barsAgo) & (SIZE - 1)) * COLUMNS.length;
    return this.#ring[place + COLUMNS.indexOf(name)]!;
  }
}
