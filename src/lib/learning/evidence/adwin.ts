export interface AdwinOptions {
  /** Error level of one test; 0.002 in the reference implementation. */
  readonly delta: number;
  /** The window is tested at every so many values. */
  readonly clock: number;
}

export const DEFAULT_ADWIN: AdwinOptions = { delta: 0.002, clock: 32 };

/** Buckets of one length, oldest first: the sum of the values of each, and of their squared deviations. */
interface Row {
  readonly totals: readonly number[];
  readonly deviations: readonly number[];
}

export interface AdwinState {
  /** Row r holds buckets of 2^r values; newer values are in lower rows. */
  readonly rows: readonly Row[];
  /** Of the window: how many values, their sum and the sum of their squared deviations. */
  readonly width: number;
  readonly total: number;
  readonly deviation: number;
  /** Values since the start or the last drift. */
  readonly seen: number;
  /** Whether the last value showed a drift; the next one starts anew. */
  readonly drift: boolean;
}

/** Buckets of one length; one more, and the two oldest are merged. */
const BUCKETS = 5;
/** Windows as short as this are not tested, nor are parts below SHORTEST. */
const GRACE = 10;
const SHORTEST = 5;

export const newAdwin = (): AdwinState => ({
  rows: [{ totals: [], deviations: [] }],
  width: 0,
  total: 0,
  deviation: 0,
  seen: 0,
  drift: false,
});

/**
 * Adaptive windowing: keeps the longest window whose older and newer part have means that could be one, in buckets of
 * exponentially growing length, and reports a drift when it had to drop its oldest buckets. Step by step what the
 * implementation in river does, the start anew after a drift included.
 * @throws RangeError for a value that is not finite.
 * @see Bifet and Gavaldà (2007), Learning from time-changing data with adaptive windowing, SDM
 */
export function updateAdwin(options: AdwinOptions, state: AdwinState, value: number): AdwinState {
  if (!Number.isFinite(value)) throw new RangeError(`The window cannot take ${value}.`);
  const window = insert(state.drift ? newAdwin() : state, value);
  if (window.seen % options.clock !== 0 || window.width <= GRACE) return window;
  let kept = window;
  while (hasCut(options.delta, kept)) kept = dropOldest(kept);
  return kept === window ? window : { ...kept, drift: true };
}

function insert({ rows, width, total, deviation, seen }: AdwinState, value: number): AdwinState {
  const added = width === 0 ? 0 : (width * (value - total / width) * (value - total / width)) / (width + 1);
  return {
    rows: compress(withBucket(rows, 0, { total: value, deviation: 0 })),
    width: width + 1,
    total: total + value,
    deviation: deviation + added,
    seen: seen + 1,
    drift: false,
  };
}

interface Bucket {
  readonly total: number;
  readonly deviation: number;
}

/** A copy with one bucket more at the end of a row, which may be the one after the last. */
function withBucket(rows: readonly Row[], at: number, { total, deviation }: Bucket): Row[] {
  const { totals, deviations } = rows[at] ?? { totals: [], deviations: [] };
  const copy = rows.slice();
  copy[at] = { totals: [...totals, total], deviations: [...deviations, deviation] };
  return copy;
}

/** Merges the two oldest buckets of every row that has too many. */
function compress(rows: Row[]): Row[] {
  let merged = rows;
  for (let at = 0; merged[at] !== undefined && merged[at]!.totals.length > BUCKETS; at++) {
    const { totals, deviations } = merged[at]!;
    const [first, second] = [totals[0]!, totals[1]!];
    const size = 2 ** at;
    const gap = first / size - second / size;
    merged = withBucket(merged, at + 1, {
      total: first + second,
      deviation: deviations[0]! + deviations[1]! + (size * size * gap * gap) / (size + size),
    });
    merged[at] = { totals: totals.slice(2), deviations: deviations.slice(2) };
  }
  return merged;
}

/** Whether the window falls into two parts at some edge of a bucket. */
function hasCut(delta: number, { rows, width, total, deviation }: AdwinState): boolean {
  const level = Math.log((2 * Math.log(width)) / delta);
  const variance = deviation / width;
  let older = 0;
  let olderTotal = 0;
  for (let at = rows.length - 1; at >= 0; at--) {
    const { totals } = rows[at]!;
    for (let k = 0; k < totals.length; k++) {
      older += 2 ** at;
      olderTotal += totals[k]!;
      const newer = width - older;
      if (older < SHORTEST || newer < SHORTEST) continue;
      const scale = 1 / (older - SHORTEST + 1) + 1 / (newer - SHORTEST + 1);
      const bound = Math.sqrt(2 * scale * variance * level) + (2 / 3) * level * scale;
      if (Math.abs(olderTotal / older - (total - olderTotal) / newer) > bound) return true;
    }
  }
  return false;
}

function dropOldest(state: AdwinState): AdwinState {
  const rows = state.rows.slice();
  const { totals, deviations } = rows.pop()!;
  if (totals.length > 1) rows.push({ totals: totals.slice(1), deviations: deviations.slice(1) });
  const size = 2 ** (state.rows.length - 1);
  const width = state.width - size;
  const total = state.total - totals[0]!;
  const gap = totals[0]! / size - total / width;
  const lost = deviations[0]! + (size * width * gap * gap) / (size + width);
  return { ...state, rows, width, total, deviation: state.deviation - lost };
}
