import type { FeatureBar, FeatureColumns, FeatureKernel, FeatureStream } from './kernel.ts';

/** A feature that is a function of the newest `width` values of one column. */
export interface WindowFeature {
  readonly name: string;
  readonly column: keyof FeatureColumns;
  /** Values read, the newest included. */
  readonly width: number;
  /** Turns a raw input into the value that the window holds; NaN when the input is missing. */
  prepare(raw: number): number;
  /** The feature at `last`; `values[last - width + 1 .. last]` are all present. */
  value(values: Float64Array, last: number): number;
}

/** Room for this many windows, so that a stream moves its tail to the front only now and then. */
const WINDOWS_IN_BUFFER = 4;

const finiteOrNaN = (value: number): number => (Number.isFinite(value) ? value : NaN);

/** Makes both forms from one definition. A missing input empties the window and is forgotten once it has left it. */
export const windowKernel = (feature: WindowFeature): FeatureKernel => ({
  name: feature.name,
  warmUpBars: feature.width - 1,
  batch: columns => batchOf(feature, columns[feature.column].map(feature.prepare)),
  stream: () => new WindowStream(feature),
});

function batchOf(feature: WindowFeature, values: Float64Array): Float64Array {
  const out = new Float64Array(values.length).fill(NaN);
  let present = 0;
  for (let i = 0; i < values.length; i++) {
    present = Number.isNaN(values[i]) ? 0 : present + 1;
    if (present >= feature.width) out[i] = finiteOrNaN(feature.value(values, i));
  }
  return out;
}

class WindowStream implements FeatureStream {
  readonly #feature: WindowFeature;
  readonly #buffer: Float64Array;
  #size = 0;
  #present = 0;

  constructor(feature: WindowFeature) {
    this.#feature = feature;
    this.#buffer = new Float64Array(WINDOWS_IN_BUFFER * feature.width);
  }

  push(bar: FeatureBar): number {
    const { column, width, prepare } = this.#feature;
    if (this.#size === this.#buffer.length) this.#keepTail(width - 1);
    const value = prepare(bar[column]);
    this.#present = Number.isNaN(value) ? 0 : this.#present + 1;
    this.#buffer[this.#size++] = value;
    if (this.#present < width) return NaN;
    return finiteOrNaN(this.#feature.value(this.#buffer, this.#size - 1));
  }

  #keepTail(count: number): void {
    this.#buffer.copyWithin(0, this.#size - count, this.#size);
    this.#size = count;
  }
}
