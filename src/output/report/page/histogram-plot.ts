import type UPlot from 'uplot';
import { decimal, signedPercent } from '../../numbers.ts';
import type { Histogram } from '../page-data.ts';
import { linePlot, type PlotParts } from './line-plot.ts';
import type { Theme } from './theme.ts';

declare const uPlot: typeof UPlot;

/** Bars of counts, losses and wins in their colours on the two sides of zero. */
export function drawHistogram({ from, width, counts }: Histogram): () => void {
  const middles = counts.map((_, i) => from + (i + 0.5) * width);
  const side = (isWin: boolean) =>
    counts.map((count, i) => (count > 0 && middles[i]! > 0 === isWin ? count : null));
  // Two bins at least: a single value makes no axis.
  const data: UPlot.AlignedData =
    counts.length === 1
      ? [
          [middles[0]!, middles[0]! + width],
          [...side(false), null],
          [...side(true), null],
        ]
      : [middles, side(false), side(true)];
  return linePlot('histogram-plot', data, theme => histogramParts(theme, { width, middles: data[0] }));
}

interface Bins {
  readonly width: number;
  readonly middles: ArrayLike<number>;
}

function histogramParts(theme: Theme, { width, middles }: Bins): PlotParts {
  const bars = uPlot.paths.bars!({ size: [0.86, 80], align: 0 });
  const digits = width < 0.001 ? 2 : width < 0.01 ? 1 : 0;
  const edge = (value: number) => signedPercent(value, digits);
  const series = (label: string, stroke: string, fill: string): UPlot.Series => ({
    label,
    stroke,
    fill,
    width: 1,
    paths: bars,
    points: { show: false },
    value: (_: UPlot, count: number | null) => decimal(count, 0),
  });
  return {
    height: 260,
    isTime: false,
    series: [
      {
        label: 'Profit',
        value: (_: UPlot, value: number | null) =>
          value === null ? '–' : `${edge(value - width / 2)} to ${edge(value + width / 2)}`,
      },
      series('Lost', theme.down, theme.downFill),
      series('Won', theme.up, theme.upFill),
    ],
    xRange: () => [middles[0]! - width, middles[middles.length - 1]! + width],
    yScale: { range: (_: UPlot, _low: number, high: number) => [0, Math.max(1, high * 1.08)] },
    xText: edge,
    yText: value => (Number.isInteger(value) ? decimal(value, 0) : ''),
  };
}
