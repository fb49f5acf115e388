import type { schema } from '../../../app/schemas/data-export.ts';
import { answer, type DataOf, type PageState } from '../../shared/state.ts';
import { shellName } from '../desk/ticker.ts';

export type Bars = NonNullable<DataOf<typeof schema>['bars']>;

/** Bars that a chart or a table shows. */
const LAST = 250;

/** Where the API has the closed bars of a symbol. */
export const barsUrl = (symbol: string, interval: string): string =>
  `/api/bars?symbol=${encodeURIComponent(symbol)}&interval=${interval}&last=${LAST}`;

export const barsCommand = (symbol: string, interval: string): string =>
  `hive data export ${shellName(symbol)} --interval ${interval}`;

export const fetchCommand = (symbol: string, interval: string): string =>
  `hive data fetch ${shellName(symbol)} --interval ${interval}`;

/** Closed bars, oldest first; null while they are not there. */
export const barsOf = (state: PageState, symbol: string, interval: string): Bars | null =>
  answer<DataOf<typeof schema>>(state, barsUrl(symbol, interval))?.bars ?? null;
