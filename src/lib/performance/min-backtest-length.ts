import { expectedMaximum } from './expected-maximum.ts';

/**
 * Minimum backtest length in years: below it, the best of so many worthless tries is expected to show a yearly Sharpe
 * ratio of `target` by luck alone. (E[max] / target)², at most 2 ln N / target².
 * @param tries how many different tries were made, the chosen one included
 * @see Bailey, Borwein, López de Prado and Zhu (2014), Notices of the AMS 61(5)
 */
export const minBacktestLength = (tries: number, target = 1): number =>
  (expectedMaximum(tries) / target) ** 2;

/** Upper bound of it that needs no quantiles: 2 ln N / target². */
export const minBacktestLengthBound = (tries: number, target = 1): number =>
  (2 * Math.log(tries)) / target ** 2;
