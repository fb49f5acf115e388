import { type BarSeries, sliceSeries } from '../../core/bar-series.ts';
import { actionName, barTime, type CheckReport, difference, reportOf } from './check-report.ts';
import type { TracksOf } from './lookahead.ts';

export interface WarmUpInput {
  readonly series: readonly BarSeries[];
  /** Bars after which the strategy says its signals no longer depend on where its bars begin. */
  readonly warmUpBars: number;
  readonly tracksOf: TracksOf;
}

/** By how many warm-ups later the bars begin. */
const LATER = [0.5, 1, 2, 5];

/**
 * Begins the bars later and demands that every signal after the declared warm-up is the one of the whole series. What
 * differs depends on bars further back than the strategy says: a live run that loads less history than the backtest
 * had would then say something else. Each difference tells the share of signals and how late the last one is.
 */
export async function checkWarmUp({ series, warmUpBars, tracksOf }: WarmUpInput): Promise<CheckReport> {
  const starts = [...new Set(LATER.map(times => Math.ceil(times * Math.max(1, warmUpBars))))];
  const shortest = Math.min(...series.map(({ length }) => length));
  const usable = starts.filter(start => start + warmUpBars < shortest);
  if (usable.length === 0) {
    return reportOf(
      'warmup',
      0,
      series.map(bars => tooShort(bars, warmUpBars)),
    );
  }
  const whole = await tracksOf(series);
  const found: string[] = [];
  for (const start of usable) {
    const late = await tracksOf(series.map(bars => sliceSeries(bars, start)));
    series.forEach((bars, i) => {
      const [all, rest] = [whole[i]!.codes.subarray(start + warmUpBars), late[i]!.codes.subarray(warmUpBars)];
      found.push(...compare({ bars, start, warmUpBars }, all, rest));
    });
  }
  return reportOf('warmup', usable.length * series.length, found);
}

const tooShort = ({ symbol, length }: BarSeries, warmUpBars: number): string =>
  `${symbol} has ${length} bars: with a warm-up of ${warmUpBars}, a later start leaves none to compare.`;

interface LateStart {
  readonly bars: BarSeries;
  readonly start: number;
  readonly warmUpBars: number;
}

function compare({ bars, start, warmUpBars }: LateStart, whole: Int8Array, late: Int8Array): string[] {
  const differs = difference(whole, late, late.length);
  if (!differs) return [];
  const timeOf = (index: number) => barTime(bars, start + warmUpBars + index);
  const share = ((100 * differs.count) / late.length).toPrecision(2);
  const [is, was] = [late, whole].map(codes => actionName(codes[differs.first]!));
  return [
    `${bars.symbol} begun ${start === 1 ? '1 bar' : `${start} bars`} later, at ${barTime(bars, start)}: ${differs.count} of ${late.length} signals ` +
      `after the warm-up of ${warmUpBars} bars differ (${Number(share)} %), the first at the bar of ` +
      `${timeOf(differs.first)} (${is}, not ${was}), the last at that of ${timeOf(differs.last)}.`,
  ];
}
