import type { Instrument } from '../../core/instrument.ts';

/** American share classes; other letters after a dot name exchanges (`AZN.L` is London). */
const SHARE_CLASS = /\.([A-C])$/;

/** The name that Yahoo gives an instrument: BTC-USD, AAPL, BRK-B. */
export const yahooSymbol = ({ symbol }: Instrument): string =>
  symbol.replace('/', '-').replace(SHARE_CLASS, '-$1');
