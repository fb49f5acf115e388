/** Whether a number is good or bad news; it colours what its sign already says. */
export type Tone = 'up' | 'down' | '';

/** What stands in one place of a table. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
  /** What to sort by when the text, as a number, would not do. */
  readonly sort?: number | null;
}

/** By the sign of a number. */
export const toneOf = (value: number | null): Tone => {
  if (value === null || value === 0 || !Number.isFinite(value)) return '';
  return value > 0 ? 'up' : 'down';
};

/** A change, in the colour of its sign. */
export const signed = (text: string, value: number | null): Cell => ({ text, tone: toneOf(value) });
