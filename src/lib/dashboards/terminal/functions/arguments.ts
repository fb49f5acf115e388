import { intervalNames } from '../../../core/interval.ts';
import type { Argument } from '../desk/screen.ts';

/** An interval of bars, which has a usual one. */
export type IntervalArgument = Argument & { readonly usual: string };

/** The bars of a chart or a table. */
export const intervalArgument = (choices: readonly string[], usual: string): IntervalArgument => ({
  name: 'tf',
  choices,
  pattern: /^$/,
  usual,
  says: `an interval (${choices.join(', ')})`,
});

/** Charts of days and of what is nearly one. */
export const LONG_INTERVALS: readonly string[] = ['1d', '12h', '6h', '4h', '1h'];
export const SHORT_INTERVALS: readonly string[] = ['15m', '5m', '1h'];
export const ALL_INTERVALS: readonly string[] = [...intervalNames].reverse();

export const idArgument: Argument = {
  name: 'id',
  choices: [],
  pattern: /^[0-9a-f]{1,64}$/,
  usual: null,
  says: 'the id of a backtest or its beginning (digits 0 to 9 and letters a to f)',
};
