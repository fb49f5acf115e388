import {
  type BarSeries,
  emptySeries,
  indexAtOrAfter,
  seriesFromBars,
  sliceSeries,
} from '../../core/bar-series.ts';
import { intervalMs } from '../../core/interval.ts';
import type { BarRequest } from '../bar-source.ts';
import { type CleanRows, cleanRows } from '../clean-rows.ts';
import { resample } from '../resample.ts';
import type { FetchedBars } from '../vendor-bars.ts';
import type { RawChart } from './chart-client.ts';
import type { IntervalPlan } from './interval-plan.ts';
import { sessionLabel } from './session-label.ts';
import { volumeRule } from './volume-rule.ts';

/** The answer when nothing was asked, or nothing is there. */
export const noBars = ({ instrument, interval }: BarRequest, notes: readonly string[] = []): FetchedBars => ({
  series: emptySeries(instrument.symbol, interval),
  prices: 'raw',
  dropped: [],
  rawClose: new Float64Array(),
  adjustedClose: new Float64Array(),
  splits: [],
  notes,
  request: null,
});

interface Answer {
  readonly plan: IntervalPlan;
  readonly request: string;
  readonly notes: readonly string[];
}

/** Charts of one request, oldest first, as bars. */
export function fetchedBars(
  charts: readonly RawChart[],
  request: BarRequest,
  { plan, request: asked, notes }: Answer,
): FetchedBars {
  const clean = cleaned(charts, request, plan);
  const series = seriesOf(clean, request, plan);
  const isAsAsked = plan.asked === request.interval;
  const { outOfOrder } = clean;
  return {
    series,
    prices: 'raw',
    dropped: clean.dropped,
    rawClose: series.close,
    adjustedClose: Float64Array.from(series.close, (_, row) =>
      isAsAsked ? clean.rows[row]!.adjustedClose : Number.NaN,
    ),
    splits: charts.flatMap(chart => chart.splits),
    notes:
      outOfOrder > 0
        ? [...notes, `Rows of ${series.symbol} came out of order (${outOfOrder}) and were sorted.`]
        : notes,
    request: asked,
  };
}

function cleaned(charts: readonly RawChart[], request: BarRequest, { asked }: IntervalPlan): CleanRows {
  const { instrument, interval, asOfMs } = request;
  const step = intervalMs(interval);
  const isAsAsked = asked === interval;
  return cleanRows(
    charts.flatMap(({ rows }) => rows),
    {
      stepMs: intervalMs(asked),
      fromMs: isAsAsked ? request.fromMs : Math.floor(request.fromMs / step) * step,
      toMs: isAsAsked ? request.toMs : Math.ceil(request.toMs / step) * step,
      asOfMs,
      label: sessionLabel(interval, instrument, charts[0]?.timeZone ?? 'UTC'),
      volume: volumeRule(interval, instrument),
    },
  );
}

function seriesOf({ rows }: CleanRows, request: BarRequest, { asked }: IntervalPlan): BarSeries {
  const { instrument, interval, fromMs, toMs, asOfMs } = request;
  const series = seriesFromBars(instrument.symbol, asked, rows);
  if (asked === interval) return series;
  const coarser = resample(series, interval, asOfMs);
  return sliceSeries(coarser, indexAtOrAfter(coarser, fromMs), indexAtOrAfter(coarser, toMs));
}
