/** Numbers over time, thinned as it grows: what a chart shows of a year. Plain JSON. */
export interface NumberPath {
  /** Only every so-many-th value is kept. */
  readonly every: number;
  /** Values seen. */
  readonly seen: number;
  readonly epochs: readonly number[];
  /** Aligned with `epochs`: the numbers of that epoch. */
  readonly rows: readonly (readonly number[])[];
}

/** Most rows that are kept. */
const MOST = 256;

export const newPath = (): NumberPath => ({ every: 1, seen: 0, epochs: [], rows: [] });

/** The path with one row more. When it is full, every other row is dropped, and half as many are kept from then on. */
export function extend(path: NumberPath, epoch: number, row: readonly number[]): NumberPath {
  const seen = path.seen + 1;
  if (path.seen % path.every !== 0) return { ...path, seen };
  const longer = { ...path, seen, epochs: [...path.epochs, epoch], rows: [...path.rows, row.map(short)] };
  return longer.rows.length > MOST ? thinned(longer) : longer;
}

const thinned = ({ every, seen, epochs, rows }: NumberPath): NumberPath => ({
  every: 2 * every,
  seen,
  epochs: epochs.filter((_, i) => i % 2 === 0),
  rows: rows.filter((_, i) => i % 2 === 0),
});

/** Five digits are enough to draw. */
const short = (value: number): number => Number(value.toPrecision(5));
