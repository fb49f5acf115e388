/** One row of a file after its cells were read as numbers, before any judgement. Missing numbers are NaN. */
export interface SourceRow {
  /** Line of the file (CSV) or item of the array (JSON), counted from 1. */
  readonly line: number;
  readonly timeText: string;
  /** UTC epoch milliseconds of the bar's open; NaN until the times are settled. */
  timeMs: number;
  open: number;
  high: number;
  low: number;
  close: number;
  /** Base units traded. */
  volume: number;
  /** Money traded; NaN when the file has no such column. */
  readonly quoteVolume: number;
  /** Close after splits and dividends; NaN when the file has no such column. */
  readonly adjClose: number;
}
