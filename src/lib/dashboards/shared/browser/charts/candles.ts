import type * as Lightweight from 'lightweight-charts';
import type { CandlesData } from '../../candles-data.ts';
import type { PageState } from '../../state.ts';
import type { Island, MountIsland } from '../islands.ts';
import { lightweightCharts } from './libraries.ts';
import { chartTheme } from './theme.ts';
import { makeTimeChart, moveByKey, paintTimeChart, priceFormat } from './time-chart.ts';

export type { Candle, CandleMark, CandlesData, PriceLine } from '../../candles-data.ts';

/** Candles with fills and signals as marks, and where a position is to be left as lines. */
export function candles(dataOf: (state: PageState, place: HTMLElement) => CandlesData | null): MountIsland {
  return place => new CandlesIsland(place, dataOf);
}

interface Parts {
  readonly library: typeof Lightweight;
  readonly chart: Lightweight.IChartApi;
  readonly bars: Lightweight.ISeriesApi<'Candlestick'>;
  readonly volumes: Lightweight.ISeriesApi<'Histogram'>;
  readonly marks: Lightweight.ISeriesMarkersPluginApi<Lightweight.Time>;
}

class CandlesIsland implements Island {
  readonly #place: HTMLElement;
  readonly #dataOf: (state: PageState, place: HTMLElement) => CandlesData | null;
  #parts: Parts | null = null;
  #data: CandlesData | null = null;
  #drawn = '';
  #name = '';
  #priceLines: Lightweight.IPriceLine[] = [];
  #isGone = false;

  constructor(place: HTMLElement, dataOf: (state: PageState, place: HTMLElement) => CandlesData | null) {
    this.#place = place;
    this.#dataOf = dataOf;
    place.tabIndex = 0;
    place.addEventListener('keydown', event => moveByKey(event, this.#parts?.chart));
    void lightweightCharts().then(library => {
      if (this.#isGone) return;
      this.#parts = makeParts(library, place);
      this.#paint();
    });
  }

  update(state: PageState): void {
    this.#data = this.#dataOf(state, this.#place);
    const signature = JSON.stringify(this.#data);
    if (signature === this.#drawn) return;
    this.#drawn = signature;
    this.#paint();
  }

  redraw(): void {
    this.#paint();
  }

  destroy(): void {
    this.#isGone = true;
    this.#parts?.chart.remove();
  }

  #paint(): void {
    const [parts, data] = [this.#parts, this.#data];
    if (!parts || !data) return;
    colour(parts, data);
    const time = (seconds: number) => seconds as Lightweight.UTCTimestamp;
    parts.bars.setData(data.candles.map(candle => ({ ...candle, time: time(candle.time) })));
    parts.volumes.setData(
      data.candles.map(candle => ({ time: time(candle.time), value: candle.volume ?? 0 })),
    );
    parts.marks.setMarkers(marksOf(data));
    this.#drawLines(parts, data);
    if (this.#name !== data.name) parts.chart.timeScale().fitContent();
    this.#name = data.name;
  }

  #drawLines({ bars, library }: Parts, { lines }: CandlesData): void {
    const theme = chartTheme();
    const colours = { target: theme.up, stop: theme.down, price: theme.accent };
    for (const line of this.#priceLines) bars.removePriceLine(line);
    this.#priceLines = lines.map(({ price, title, kind }) =>
      bars.createPriceLine({
        ...{ price, title, color: colours[kind], lineWidth: 1, axisLabelVisible: true },
        lineStyle: kind === 'price' ? library.LineStyle.Solid : library.LineStyle.Dashed,
      }),
    );
  }
}

function makeParts(library: typeof Lightweight, place: HTMLElement): Parts {
  const chart = makeTimeChart(library, place);
  const bars = chart.addSeries(library.CandlestickSeries, { priceLineVisible: false });
  const volumes = chart.addSeries(library.HistogramSeries, {
    priceScaleId: '',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  });
  volumes.priceScale().applyOptions({ scaleMargins: { top: 0.85, bottom: 0 } });
  return { library, chart, bars, volumes, marks: library.createSeriesMarkers(bars, []) };
}

/** Hollow when rising, filled when falling, so that colour is not all that tells them apart. */
function colour({ library, chart, bars, volumes }: Parts, { candles: shown }: CandlesData): void {
  const theme = paintTimeChart(library, chart);
  const highest = Math.max(0, ...shown.map(({ high }) => high));
  bars.applyOptions({
    upColor: theme.page,
    borderUpColor: theme.up,
    wickUpColor: theme.up,
    downColor: theme.down,
    borderDownColor: theme.down,
    wickDownColor: theme.down,
    priceFormat: priceFormat(highest >= 10_000 ? 0 : highest >= 10 ? 2 : 4),
  });
  volumes.applyOptions({ color: theme.grid });
}

const SHAPES = {
  buy: { shape: 'arrowUp', position: 'belowBar' },
  sell: { shape: 'arrowDown', position: 'aboveBar' },
  signal: { shape: 'circle', position: 'aboveBar' },
} as const;

/** Marks at the bars that they fall into. */
function marksOf({ candles: bars, marks }: CandlesData): Lightweight.SeriesMarker<Lightweight.Time>[] {
  const theme = chartTheme();
  const colours = { buy: theme.up, sell: theme.down, signal: theme.accent };
  return marks.flatMap(({ time, kind, text }) => {
    const bar = bars.findLast(candle => candle.time <= time);
    if (!bar) return [];
    return [{ time: bar.time as Lightweight.UTCTimestamp, color: colours[kind], text, ...SHAPES[kind] }];
  });
}
