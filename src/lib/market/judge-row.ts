import type { RawRow } from './raw-row.ts';
/** The open time by which HIVE names the bar that a vendor stamps with a moment. */
export type Label = (stampMs: number) => number;

/** A row that may become a bar; its time is the open by which the bar is named. */
export interface CleanRow {
  readonly timeMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** NaN when unknown. */
  readonly volume: number;
  /** NaN when unknown. */
  readonly adjustedClose: number;
}

export interface RowRules {
  readonly stepMs: number;
  /** Open times in [fromMs, toMs). */
  readonly fromMs: number;
  readonly toMs: number;
  /** A bar that closes later is still forming. */
  readonly asOfMs: number;
  readonly label: Label;
  /** Coins or shares of a sound row; NaN when unknown. */
  readonly volume: (volume: number | null, close: number) => number;
}

/** A high or low may miss open or close by the rounding of a price of 32 bits. */
const ROUNDING = 1e-6;

/** The row as a bar, or the reason why it is none: words of `hive data import` where there are some. */
export function judgeRow(raw: RawRow, rules: RowRules): CleanRow | string {
  const prices = [raw.open, raw.high, raw.low, raw.close];
  if (prices.every(price => price === null)) return 'empty-row';
  if (prices.includes(null)) return 'incomplete-row';
  const timeFault = judgeTime(raw.timeMs, rules);
  if (timeFault) return timeFault;
  const [open, high, low, close] = prices as [number, number, number, number];
  if (!prices.every(price => Number.isFinite(price) && price! > 0)) return 'bad-price';
  const [top, bottom] = [Math.max(open, close), Math.min(open, close)];
  if (high < top * (1 - ROUNDING) || low > bottom * (1 + ROUNDING)) return 'bad-range';
  return {
    timeMs: rules.label(raw.timeMs),
    ...{ open, high: Math.max(high, top), low: Math.min(low, bottom), close },
    volume: rules.volume(raw.volume, close),
    adjustedClose: raw.adjustedClose ?? Number.NaN,
  };
}

function judgeTime(stampMs: number, { stepMs, fromMs, toMs, asOfMs, label }: RowRules): string | null {
  if (!Number.isSafeInteger(stampMs) || Math.abs(stampMs) > 8.64e15) return 'unreadable-time';
  const openMs = label(stampMs);
  if (openMs + stepMs > asOfMs) return 'forming-bar';
  if (openMs < fromMs || openMs >= toMs) return 'outside-range';
  return openMs % stepMs === 0 ? null : 'off-grid';
}
