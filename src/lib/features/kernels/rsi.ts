import { priceOrMissing } from '../inputs.ts';
import type { FeatureBar, FeatureColumns, FeatureKernel, FeatureStream } from '../kernel.ts';

/**
 * Relative strength index after Wilder (1978), as a fraction in [0, 1]: U / (U + D), where U and D are smoothed
 * gains and losses, seeded with the plain mean of the first `period` changes.
 *
 * NaN when nothing has moved since the seed began. A missing close starts the warm-up again. The seed fades by
 * (period - 1) / period a bar, so two series that begin at different bars agree to about 1e-9 after 20 periods.
 */
export const rsi = (period: number): FeatureKernel => ({
  name: `rsi${period}`,
  warmUpBars: period,
  batch: columns => batchOf(new WilderStream(period), columns),
  stream: () => new WilderStream(period),
});

function batchOf(stream: FeatureStream, { close }: FeatureColumns): Float64Array {
  return close.map(value => stream.push({ close: value, volume: NaN }));
}

class WilderStream implements FeatureStream {
  readonly #period: number;
  #previous = NaN;
  #changes = 0;
  #gain = 0;
  #loss = 0;

  constructor(period: number) {
    this.#period = period;
  }

  push(bar: FeatureBar): number {
    const close = priceOrMissing(bar.close);
    const change = close - this.#previous;
    this.#previous = close;
    if (Number.isNaN(change)) return this.#restart();
    this.#changes += 1;
    this.#gain = this.#smooth(this.#gain, Math.max(change, 0));
    this.#loss = this.#smooth(this.#loss, Math.max(-change, 0));
    const moved = this.#gain + this.#loss;
    return this.#changes >= this.#period && moved > 0 ? this.#gain / moved : NaN;
  }

  /** Sums while seeding, turns the sum into a mean at the last seed change, then smooths. */
  #smooth(average: number, change: number): number {
    const period = this.#period;
    if (this.#changes < period) return average + change;
    if (this.#changes === period) return (average + change) / period;
    return (average * (period - 1) + change) / period;
  }

  #restart(): number {
    this.#changes = 0;
    this.#gain = 0;
    this.#loss = 0;
    return NaN;
  }
}
