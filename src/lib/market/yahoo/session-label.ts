import type { Instrument } from '../../core/instrument.ts';
import type { Interval } from '../../core/interval.ts';
import type { Label } from '../judge-row.ts';
import { YahooFailure } from './failure.ts';

/**
 * Yahoo stamps a stock's day with the open of its exchange; HIVE names it by 00:00 UTC of the date there. Every
 * other bar keeps its stamp.
 * @throws YahooFailure (answer) when there is no such zone.
 */
export function sessionLabel(interval: Interval, { assetClass }: Instrument, timeZone: string): Label {
  if (assetClass !== 'stock' || interval !== '1d') return stampMs => stampMs;
  const dates = datesIn(timeZone);
  return stampMs => Date.parse(dates.format(stampMs));
}

/** Swedish dates are ISO dates. */
function datesIn(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  } catch (cause) {
    throw new YahooFailure('answer', `its time zone "${timeZone.slice(0, 40)}" is none`, cause);
  }
}
