/** What of danfo.js is used here; it brings no types that could be trusted. */
export interface Danfo {
  readonly DataFrame: new (columns: object) => DanfoFrame;
}

export interface DanfoFrame {
  readonly shape: readonly number[];
  column(name: string): DanfoSeries;
}

export interface DanfoSeries {
  readonly values: readonly number[];
  dropNa(): DanfoSeries;
  mean(): number;
  std(): number;
  min(): number;
  max(): number;
  median(): number;
}
