/** A row of a chart as it came, at the moment that Yahoo stamps it with. */
export interface RawRow {
  readonly timeMs: number;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  readonly volume: number | null;
  /** Close less later dividends; null where Yahoo gives none. */
  readonly adjustedClose: number | null;
}
