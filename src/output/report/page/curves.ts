import type UPlot from 'uplot';
import { decimal, signedPercent, usd } from '../../numbers.ts';
import { utcMinute } from '../../times.ts';
import type { PageData } from '../page-data.ts';
import { byId, onClick } from './elements.ts';
import { linePlot, type PlotParts } from './line-plot.ts';
import type { Theme } from './theme.ts';

declare const uPlot: typeof UPlot;

const shortDollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  maximumFractionDigits: 1,
});

const timeSeries = (): UPlot.Series => ({
  label: 'Time',
  value: (_: UPlot, value: number | null) => (value === null ? '–' : utcMinute(value * 1000)),
});

/** The three curves over time; returns what draws each anew. */
export function drawCurves({ equity, sharpe }: PageData): (() => void)[] {
  const redrawEquity = equityPlot(equity);
  const drawdown = linePlot('drawdown-plot', [[...equity.time], [...equity.drawdown]], theme =>
    drawdownParts(theme),
  );
  const rolling = linePlot('sharpe-plot', [[...sharpe.time], [...sharpe.value]], theme => sharpeParts(theme));
  return [redrawEquity, drawdown, rolling];
}

function equityPlot(equity: PageData['equity']): () => void {
  let isLog = false;
  const redraw = linePlot(
    'equity-plot',
    [[...equity.time], [...equity.equity], [...equity.benchmark]],
    theme => equityParts(theme, isLog),
  );
  // A logarithm has no place for zero and debts.
  const isPositive = [...equity.equity, ...equity.benchmark].every(value => value === null || value > 0);
  if (isPositive && equity.time.length > 1)
    onClick('equity-log', () => {
      isLog = !isLog;
      byId('equity-log')?.setAttribute('aria-pressed', String(isLog));
      redraw();
    });
  return redraw;
}

/** Round numbers for a log scale: more of each power of ten the fewer powers there are. */
function roundPowers(low: number, high: number): number[] {
  const steps = high / low > 30 ? [1, 3] : high / low > 8 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 8];
  const found: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(low)); power <= high; power *= 10)
    found.push(...steps.map(step => step * power).filter(value => value >= low && value <= high));
  return found;
}

const dollarsAt = (_: UPlot, value: number | null) => usd(value);

const equityParts = (theme: Theme, isLog: boolean): PlotParts => ({
  height: 320,
  isTime: true,
  series: [
    timeSeries(),
    { label: 'Equity', stroke: theme.accent, width: 1.75, value: dollarsAt, points: { show: false } },
    {
      label: 'Buy and hold',
      stroke: theme.second,
      width: 1.25,
      dash: [5, 3],
      value: dollarsAt,
      points: { show: false },
    },
  ],
  yScale: isLog
    ? { distr: 3, range: (_: UPlot, low: number, high: number) => [low * 0.93, high * 1.07] }
    : {},
  yText: value => shortDollars.format(value),
  ...(isLog && { ySplits: roundPowers }),
});

const drawdownParts = (theme: Theme): PlotParts => ({
  height: 170,
  isTime: true,
  series: [
    timeSeries(),
    {
      label: 'Drawdown',
      stroke: theme.down,
      fill: theme.downFill,
      width: 1.25,
      value: (_: UPlot, value: number | null) => signedPercent(value),
      points: { show: false },
    },
  ],
  yScale: { range: (_: UPlot, low: number) => [Math.min(low * 1.08, -0.001), 0] },
  yText: value => signedPercent(value, 0),
});

const sharpeParts = (theme: Theme): PlotParts => ({
  height: 170,
  isTime: true,
  series: [
    timeSeries(),
    {
      label: 'Rolling Sharpe',
      stroke: theme.text,
      width: 1.25,
      value: (_: UPlot, value: number | null) => decimal(value),
      points: { show: false },
    },
  ],
  yText: value => decimal(value, 1),
  hooks: { drawAxes: [zeroLine(theme)] },
});

/** A stronger line at zero, where good begins. */
const zeroLine = (theme: Theme) => (plot: UPlot) => {
  const y = Math.round(plot.valToPos(0, 'y', true));
  const { left, top, width, height } = plot.bbox;
  if (y < top || y > top + height) return;
  plot.ctx.save();
  plot.ctx.strokeStyle = theme.muted;
  plot.ctx.lineWidth = uPlot.pxRatio;
  plot.ctx.beginPath();
  plot.ctx.moveTo(left, y);
  plot.ctx.lineTo(left + width, y);
  plot.ctx.stroke();
  plot.ctx.restore();
};
