/** A row of a chart as it came, at the moment that the vendor stamps it with. */
export interface RawRow {
  readonly timeMs: number;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  readonly volume: number | null;
  /** Close less later dividends; null where the vendor gives none. */
  readonly adjustedClose: number | null;
}
