import { type BarSeries, sliceSeries } from '../../core/bar-series.ts';
import type { SignalStream } from '../signals.ts';

/** Most bars a rule reads at a time: its columns of scratch stay small and near, however long a chunk is. */
export const BLOCK_BARS = 4096;

export interface BlockRule {
  /** Reads up to `BLOCK_BARS` bars, which follow those of the last call, and writes the code of each into `codes`. */
  read(bars: BarSeries, codes: Int8Array): void;
  /** Entry tags. */
  readonly tags: { readonly BUY: string; readonly SELL: string };
}

/** A column of scratch for `BLOCK_BARS` numbers. */
export const blockColumn = (): Float64Array => new Float64Array(BLOCK_BARS);

/** A stream of a rule that works block by block and whose tag depends on the action alone. */
export const blockStream = ({ read, tags }: BlockRule): SignalStream => ({
  advance(chunk, out) {
    for (let from = 0; from < chunk.length; from += BLOCK_BARS) {
      const bars = sliceSeries(chunk, from, from + BLOCK_BARS);
      read(bars, out.subarray(from, from + bars.length));
    }
  },
  tagOf: (_, code) => (code > 0 ? tags.BUY : tags.SELL),
});
