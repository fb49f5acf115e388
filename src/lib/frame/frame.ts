/** One named column. Numbers may be NaN, which counts as missing; times are UTC epoch milliseconds. */
export type Column =
  | { readonly name: string; readonly kind: 'number' | 'time'; readonly values: Float64Array }
  | { readonly name: string; readonly kind: 'text'; readonly values: readonly string[] };

/** A table by columns, each `length` long; rows are in order of time. */
export interface Frame {
  readonly length: number;
  readonly columns: readonly Column[];
}

/** What pandas' `describe` says of a column of numbers. What has no value (nothing to sum up) is null. */
export interface ColumnSummary {
  readonly name: string;
  /** Values that are there, and rows without one. */
  readonly count: number;
  readonly missing: number;
  readonly mean: number | null;
  /** Of a sample: divided by count - 1; null for fewer than two values. */
  readonly std: number | null;
  readonly min: number | null;
  /** Quartiles are linear between neighbours. */
  readonly q1: number | null;
  readonly median: number | null;
  readonly q3: number | null;
  readonly max: number | null;
}

/** What can be asked of a frame, whoever reckons it. */
export interface FrameEngine {
  readonly name: 'own' | 'danfo';
  /** One summary for each column of numbers, in their order. */
  describe(frame: Frame): readonly ColumnSummary[];
}

/** @throws RangeError when the columns differ in length or two share a name. */
export function frameOf(columns: readonly Column[]): Frame {
  const length = columns[0]?.values.length ?? 0;
  const uneven = columns.find(({ values }) => values.length !== length);
  if (uneven) throw new RangeError(`column ${uneven.name} has ${uneven.values.length} of ${length} rows`);
  const names = new Set(columns.map(({ name }) => name));
  if (names.size !== columns.length) throw new RangeError('two columns share a name');
  return { length, columns };
}

export const numbers = (name: string, values: Iterable<number>): Column => ({
  name,
  kind: 'number',
  values: Float64Array.from(values),
});

export const times = (name: string, values: Iterable<number>): Column => ({
  name,
  kind: 'time',
  values: Float64Array.from(values),
});

export const texts = (name: string, values: readonly string[]): Column => ({ name, kind: 'text', values });

/** Columns that can be summed up, with the values that are there in rising order. */
export const numberColumns = ({
  columns,
}: Frame): { name: string; sorted: Float64Array; missing: number }[] =>
  columns.flatMap(column => {
    if (column.kind !== 'number') return [];
    const sorted = column.values.filter(value => !Number.isNaN(value)).sort();
    return [{ name: column.name, sorted, missing: column.values.length - sorted.length }];
  });
