import type * as Lightweight from 'lightweight-charts';
import { decimal } from '../../../../../output/numbers.ts';
import { type ChartTheme, chartTheme } from './theme.ts';

/** An empty chart over time that is as large as its place. */
export const makeTimeChart = (library: typeof Lightweight, place: HTMLElement): Lightweight.IChartApi =>
  library.createChart(place, {
    autoSize: true,
    layout: { attributionLogo: false },
    rightPriceScale: { borderVisible: false },
    timeScale: { borderVisible: false, timeVisible: true, secondsVisible: false },
    localization: { locale: 'en-GB' },
  });

/** Gives a chart the colours of the page; these are given back for its series. */
export function paintTimeChart(library: typeof Lightweight, chart: Lightweight.IChartApi): ChartTheme {
  const theme = chartTheme();
  chart.applyOptions({
    layout: {
      background: { type: library.ColorType.Solid, color: theme.page },
      textColor: theme.muted,
      fontFamily: theme.mono,
      fontSize: 11,
    },
    grid: { vertLines: { visible: false }, horzLines: { color: theme.grid } },
  });
  return theme;
}

/** Prices with a fixed number of decimals. */
export const priceFormat = (decimals: number): Lightweight.PriceFormat => ({
  type: 'custom',
  minMove: 10 ** -decimals,
  formatter: (price: number) => decimal(price, decimals),
});

/** Arrow keys move a chart, + and - zoom it. */
export function moveByKey(event: KeyboardEvent, chart: Lightweight.IChartApi | undefined): void {
  const scale = chart?.timeScale();
  const range = scale?.getVisibleLogicalRange();
  if (!scale || !range || event.altKey || event.ctrlKey || event.metaKey) return;
  const width = range.to - range.from;
  const change = {
    ArrowLeft: [-width / 10, -width / 10],
    ArrowRight: [width / 10, width / 10],
    '+': [width / 10, -width / 10],
    '-': [-width / 10, width / 10],
  }[event.key];
  if (!change) return;
  event.preventDefault();
  scale.setVisibleLogicalRange({ from: range.from + change[0]!, to: range.to + change[1]! });
}
