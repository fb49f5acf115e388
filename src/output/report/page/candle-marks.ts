import type * as Lightweight from 'lightweight-charts';
import { decimal, signedPercent } from '../../numbers.ts';
import type { TradeRow } from '../page-data.ts';
import type { Theme } from './theme.ts';
import type { Candle } from './unpack-bars.ts';

export type Mark = Lightweight.SeriesMarker<Lightweight.Time>;

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
  const last = candles.at(-1)?.time ?? 0;
  const spacing = candles.length > 1 ? candles[1]!.time - candles[0]!.time : 0;
  const marks: Mark[] = [];
  const place = (time: number | null, mark: Omit<Mark, 'time'>) => {
    const at = time === null || time > last + spacing ? null : candleAt(candles, time);
    if (at !== null) marks.push({ ...mark, time: candles[at]!.time } as Mark);
  };
  for (const trade of trades) {
    const isShort = trade[1] === 1;
    const isChosen = trade === chosen;
    place(trade[4], {
      position: isShort ? 'aboveBar' : 'belowBar',
      shape: isShort ? 'arrowDown' : 'arrowUp',
      color: theme.accent,
      ...(isChosen && { text: `${isShort ? 'short' : 'long'} ${decimal(trade[5])}` }),
    });
    place(trade[6], {
      position: isShort ? 'belowBar' : 'aboveBar',
      shape: 'circle',
      color: trade[9] > 0 ? theme.up : theme.down,
      ...(isChosen && { text: signedPercent(trade[10]) }),
    });
  }
  return marks.sort((a, b) => Number(a.time) - Number(b.time));
}
