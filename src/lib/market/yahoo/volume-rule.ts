import type { Instrument } from '../../core/instrument.ts';
import type { Interval } from '../../core/interval.ts';
import type { RowRules } from '../judge-row.ts';

/**
 * Yahoo counts a coin's volume in dollars, and gives 0 for about half of all bars within a day when it knows
 * none.
 */
export function volumeRule(interval: Interval, { assetClass }: Instrument): RowRules['volume'] {
  const zero = interval === '1d' ? 0 : Number.NaN;
  return (volume, close) => {
    if (volume === null || !(volume >= 0 && Number.isFinite(volume))) return Number.NaN;
    if (volume === 0) return zero;
    return assetClass === 'crypto' ? volume / close : volume;
  };
}
