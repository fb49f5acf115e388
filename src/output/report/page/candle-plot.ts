import type * as Lightweight from 'lightweight-charts';
import { decimal } from '../../numbers.ts';
import type { PageData, SymbolCandles, TradeRow } from '../page-data.ts';
import { tradeSentence } from '../trade-cells.ts';
import { candleAt, marksOf } from './candle-marks.ts';
import { byId, onClick } from './elements.ts';
import { type Theme, themeNow } from './theme.ts';
import { type Candle, unpackBars } from './unpack-bars.ts';

declare const LightweightCharts: typeof Lightweight;

export interface CandlePlot {
  readonly redraw: () => void;
  /** Shows the trade at a place in the page's list, with the bars around it. */
  readonly choose: (trade: number) => void;
}

/** Bars beside a chosen trade. */
const BESIDE = 30;

interface Parts {
  readonly chart: Lightweight.IChartApi;
  readonly candles: Lightweight.ISeriesApi<'Candlestick'>;
  readonly path: Lightweight.ISeriesApi<'Line'>;
  readonly marks: Lightweight.ISeriesMarkersPluginApi<Lightweight.Time>;
}

/** Candles of one symbol with all of its trades, or the stretch around one trade. */
export function drawCandles(data: PageData): CandlePlot | null {
  const place = byId('candle-plot');
  const picker = byId<HTMLSelectElement>('candle-symbol');
  if (!place || !picker || data.candles.length === 0) return null;
  const parts = makeChart(place);
  const state: { symbol: number; trade: number | null } = { symbol: 0, trade: null };

  const show = () => {
    const symbol = data.candles[state.symbol]!;
    picker.value = String(state.symbol);
    const chosen = state.trade === null ? null : data.trades[state.trade]!;
    const own = data.trades.filter(trade => data.words[trade[0]] === symbol.symbol);
    paint(parts, { symbol, own, chosen });
    say(data, state.trade);
  };
  const choose = (trade: number) => {
    const pair = data.words[data.trades[trade]![0]];
    const symbol = data.candles.findIndex(candles => candles.symbol === pair);
    if (symbol < 0) return;
    Object.assign(state, { symbol, trade });
    show();
  };
  connect(data, { state, show, choose });
  show();
  return { redraw: show, choose };
}

interface Controls {
  readonly state: { symbol: number; trade: number | null };
  readonly show: () => void;
  readonly choose: (trade: number) => void;
}

function connect(data: PageData, { state, show, choose }: Controls): void {
  const controls = byId('candle-controls');
  if (controls) controls.hidden = false;
  byId<HTMLSelectElement>('candle-symbol')?.addEventListener('change', event => {
    Object.assign(state, { symbol: Number((event.target as HTMLSelectElement).value), trade: null });
    show();
  });
  const step = (by: 1 | -1) => () => {
    const symbol = data.candles[state.symbol]!.symbol;
    const own = data.trades.flatMap((trade, i) => (data.words[trade[0]] === symbol ? [i] : []));
    const now = state.trade === null ? -1 : own.indexOf(state.trade);
    const next = now < 0 && by < 0 ? own.at(-1) : own[now + by];
    if (next !== undefined) choose(next);
  };
  onClick('trade-previous', step(-1));
  onClick('trade-next', step(1));
  onClick('candle-all', () => {
    state.trade = null;
    show();
  });
}

/** The chosen trade in words, below the picture. */
function say(data: PageData, trade: number | null): void {
  const note = byId('candle-note');
  if (!note) return;
  note.textContent =
    trade === null ? '' : tradeSentence(data.trades[trade]!, data.firstTrade + trade, data.words);
}

function makeChart(place: HTMLElement): Parts {
  const chart = LightweightCharts.createChart(place, {
    autoSize: true,
    layout: { attributionLogo: false },
    rightPriceScale: { borderVisible: false },
    timeScale: { borderVisible: false, timeVisible: true, secondsVisible: false, minBarSpacing: 0.05 },
    localization: { locale: 'en-GB' },
    handleScroll: { mouseWheel: false },
    handleScale: { mouseWheel: false },
  });
  const candles = chart.addSeries(LightweightCharts.CandlestickSeries, {
    priceLineVisible: false,
    lastValueVisible: false,
  });
  const path = chart.addSeries(LightweightCharts.LineSeries, {
    lineWidth: 2,
    lineStyle: LightweightCharts.LineStyle.Dashed,
    priceLineVisible: false,
    lastValueVisible: false,
    crosshairMarkerVisible: false,
  });
  return { chart, candles, path, marks: LightweightCharts.createSeriesMarkers(candles, []) };
}

interface Picture {
  readonly symbol: SymbolCandles;
  /** Trades of the symbol. */
  readonly own: readonly TradeRow[];
  readonly chosen: TradeRow | null;
}

function paint(parts: Parts, { symbol, own, chosen }: Picture): void {
  const theme = themeNow();
  const candles = candlesFor(symbol, chosen);
  colour(parts, { theme, chosen, decimals: shownDecimals(symbol, candles) });
  parts.path.setData([]);
  parts.candles.setData(
    candles.map(candle => ({ ...candle, time: candle.time as Lightweight.UTCTimestamp })),
  );
  parts.marks.setMarkers(marksOf(candles, own, { theme, chosen }));
  if (chosen) showTrade(parts, candles, chosen);
  else parts.chart.timeScale().fitContent();
}

/** An axis in the tens of thousands needs no cents. */
const shownDecimals = (symbol: SymbolCandles, candles: readonly Candle[]): number =>
  candles.some(({ high }) => high >= 10_000) ? 0 : symbol.decimals;

/** The bars around the chosen trade where the page has them, else the overview. */
function candlesFor(symbol: SymbolCandles, chosen: TradeRow | null): Candle[] {
  if (chosen)
    for (const stretch of symbol.stretches) {
      const bars = unpackBars(stretch, symbol.decimals);
      if (bars[0]!.time <= chosen[4] && chosen[4] <= bars.at(-1)!.time) return bars;
    }
  return unpackBars(symbol.overview, symbol.decimals);
}

/** Draws the way from entry to exit and brings it into the middle. */
function showTrade({ chart, path }: Parts, candles: readonly Candle[], trade: TradeRow): void {
  const entry = candleAt(candles, trade[4]) ?? 0;
  const exit = candleAt(candles, trade[6] ?? candles.at(-1)!.time) ?? entry;
  const point = (at: number, value: number) => ({
    time: candles[at]!.time as Lightweight.UTCTimestamp,
    value,
  });
  if (exit > entry) path.setData([point(entry, trade[5]), point(exit, trade[7] ?? candles[exit]!.close)]);
  chart.timeScale().setVisibleLogicalRange({ from: entry - BESIDE, to: exit + BESIDE });
}

interface Look {
  readonly theme: Theme;
  readonly chosen: TradeRow | null;
  readonly decimals: number;
}

/** Hollow when rising, filled when falling, so that colour is not all that tells them apart. */
function colour({ chart, candles, path }: Parts, { theme, chosen, decimals }: Look): void {
  chart.applyOptions({
    layout: {
      background: { type: LightweightCharts.ColorType.Solid, color: theme.page },
      textColor: theme.muted,
      fontFamily: theme.font,
      fontSize: 12,
    },
    grid: { vertLines: { visible: false }, horzLines: { color: theme.line } },
  });
  candles.applyOptions({
    upColor: theme.page,
    borderUpColor: theme.up,
    wickUpColor: theme.up,
    downColor: theme.down,
    borderDownColor: theme.down,
    wickDownColor: theme.down,
    priceFormat: {
      type: 'custom',
      minMove: 10 ** -decimals,
      formatter: (price: number) => decimal(price, decimals),
    },
  });
  path.applyOptions({ color: chosen && chosen[9] > 0 ? theme.up : theme.down });
}
