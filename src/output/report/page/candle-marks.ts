import type * as Lightweight from 'lightweight-charts';
import { decimal, signedPercent } from '../../numbers.ts';
import type { TradeRow } from '../page-data.ts';
import type { Theme } from './theme.ts';
import type { Candle } from './unpack-bars.ts';

export type Mark = Lightweight.SeriesMarkerBar<Lightweight.Time>;

/** Trades on one picture from which on marks are drawn small, so that the candles can still be seen. */
const MANY_TRADES = 60;

/** Place of the candle that a moment falls into; null before the first one. */
export function candleAt(candles: readonly Candle[], time: number): number | null {
  let low = 0;
  let high = candles.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (candles[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return low > 0 ? low - 1 : null;
}

/** An arrow for each entry, a dot for each exit, in order of time; the chosen trade's carry words. */
export function marksOf(
  candles: readonly Candle[],
  trades: readonly TradeRow[],
  { theme, chosen }: { theme: Theme; chosen: TradeRow | null },
): Mark[] {
  const length = candles.length > 1 ? candles[1]!.time - candles[0]!.time : 0;
  const end = (candles.at(-1)?.time ?? 0) + length;
  const usual = trades.length > MANY_TRADES ? 0.6 : 1;
  const marks = trades.flatMap(trade => {
    const isChosen = trade === chosen;
    const size = isChosen ? 1 : usual;
    const [opened, closed] = [entryMark(trade, { theme, isChosen }), exitMark(trade, { theme, isChosen })];
    return [
      { at: trade[4], mark: { ...opened, size } },
      { at: trade[6], mark: { ...closed, size } },
    ];
  });
  return marks
    .flatMap(({ at, mark }): Mark[] => {
      const place = at === null || at >= end ? null : candleAt(candles, at);
      return place === null ? [] : [{ ...mark, time: candles[place]!.time as Lightweight.UTCTimestamp }];
    })
    .sort((a, b) => Number(a.time) - Number(b.time));
}

interface Look {
  readonly theme: Theme;
  readonly isChosen: boolean;
}

function entryMark(trade: TradeRow, { theme, isChosen }: Look): Omit<Mark, 'time'> {
  const isShort = trade[1] === 1;
  return {
    position: isShort ? 'aboveBar' : 'belowBar',
    shape: isShort ? 'arrowDown' : 'arrowUp',
    color: theme.accent,
    ...(isChosen && { text: `${isShort ? 'short' : 'long'} at ${decimal(trade[5])}` }),
  };
}

function exitMark(trade: TradeRow, { theme, isChosen }: Look): Omit<Mark, 'time'> {
  return {
    position: trade[1] === 1 ? 'belowBar' : 'aboveBar',
    shape: 'circle',
    color: trade[9] > 0 ? theme.up : theme.down,
    ...(isChosen && { text: signedPercent(trade[10]) }),
  };
}
