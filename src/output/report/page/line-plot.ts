import type UPlot from 'uplot';
import { byId } from './elements.ts';
import { type Theme, themeNow } from './theme.ts';

declare const uPlot: typeof UPlot;

/** What is particular to one plot; the rest is the same for all. */
export interface PlotParts {
  readonly height: number;
  readonly isTime: boolean;
  readonly series: UPlot.Series[];
  readonly yScale?: UPlot.Scale;
  readonly xRange?: UPlot.Scale.Range;
  readonly xText?: (value: number) => string;
  readonly yText: (value: number) => string;
  /** Where the lines across stand, when the usual places will not do. */
  readonly ySplits?: (low: number, high: number) => number[];
  readonly hooks?: UPlot.Hooks.Arrays;
}

const AXIS_WIDTH = 58;

/**
 * Draws a plot into the element of that id and keeps it as wide as that is; the arrow keys move its cursor.
 * Returns what draws it anew (in other colours, on another scale).
 */
export function linePlot(
  id: string,
  data: UPlot.AlignedData,
  partsOf: (theme: Theme) => PlotParts,
): () => void {
  const place = byId(id);
  if (!place || data[0].length < 2) return () => {};
  let plot: UPlot | null = null;
  const draw = () => {
    plot?.destroy();
    const theme = themeNow();
    plot = new uPlot(plotOptions(partsOf(theme), { theme, width: place.clientWidth }), data, place);
  };
  draw();
  new ResizeObserver(() => {
    if (plot && plot.width !== place.clientWidth && place.clientWidth > 0)
      plot.setSize({ width: place.clientWidth, height: plot.height });
  }).observe(place);
  place.setAttribute('role', 'group');
  place.tabIndex = 0;
  place.addEventListener('keydown', event => {
    if (plot) moveCursor(plot, event);
  });
  return draw;
}

function plotOptions(parts: PlotParts, { theme, width }: { theme: Theme; width: number }): UPlot.Options {
  const axis = {
    stroke: theme.muted,
    font: `12px ${theme.font}`,
    grid: { stroke: theme.line, width: 1 },
    ticks: { show: false },
  };
  const splits = parts.ySplits;
  const write = (text: (value: number) => string) => (_: UPlot, values: (number | null)[]) =>
    values.map(value => (value === null ? '' : text(value)));
  return {
    width,
    height: parts.height,
    tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    series: parts.series,
    scales: {
      x: { time: parts.isTime, ...(parts.xRange && { range: parts.xRange }) },
      y: parts.yScale ?? {},
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        gap: 6,
        ...(parts.xText && { size: 32, values: write(parts.xText) }),
      },
      {
        ...axis,
        size: AXIS_WIDTH,
        gap: 6,
        values: write(parts.yText),
        ...(splits && {
          splits: (_: UPlot, _axis: number, low: number, high: number) => splits(low, high),
          filter: (_: UPlot, values: (number | null)[]) => values,
        }),
      },
    ],
    cursor: {
      points: { size: 7 },
      drag: { x: parts.isTime, y: false },
      ...(parts.isTime && { sync: { key: 'time', setSeries: false, scales: ['x', null] } }),
    },
    legend: { live: true },
    ...(parts.hooks && { hooks: parts.hooks }),
  };
}

function moveCursor(plot: UPlot, event: KeyboardEvent): void {
  const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const times = plot.data[0];
  const at = Math.min(times.length - 1, Math.max(0, (plot.cursor.idx ?? times.length - 1) + step));
  plot.setCursor({ left: plot.valToPos(times[at]!, 'x'), top: plot.over.clientHeight / 2 });
}
