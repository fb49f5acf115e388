import type * as Lightweight from 'lightweight-charts';
import { lightweightCharts } from '../../shared/browser/charts/libraries.ts';
import { faint } from '../../shared/browser/charts/theme.ts';
import {
  makeTimeChart,
  moveByKey,
  paintTimeChart,
  priceFormat,
} from '../../shared/browser/charts/time-chart.ts';
import type { Island } from '../../shared/browser/islands.ts';
import type { PageState } from '../../shared/state.ts';
import { equityOf } from '../equity.ts';

interface Parts {
  readonly library: typeof Lightweight;
  readonly chart: Lightweight.IChartApi;
  readonly account: Lightweight.ISeriesApi<'Area'>;
  readonly control: Lightweight.ISeriesApi<'Line'>;
}

/** Equity of the account over that of the control arm. The library is the one that the candles have loaded. */
export class EquityChart implements Island {
  #parts: Parts | null = null;
  #points: PageState['feed']['equity']['points'] = [];
  #drawn = '';
  #isGone = false;

  constructor(place: HTMLElement) {
    place.tabIndex = 0;
    place.addEventListener('keydown', event => moveByKey(event, this.#parts?.chart));
    void lightweightCharts().then(library => {
      if (this.#isGone) return;
      this.#parts = makeParts(library, place);
      this.redraw();
    });
  }

  update(state: PageState): void {
    const { points } = equityOf(state);
    const signature = `${points.length} ${points.at(-1)}`;
    if (signature === this.#drawn) return;
    [this.#drawn, this.#points] = [signature, points];
    this.redraw();
  }

  redraw(): void {
    if (!this.#parts) return;
    const { library, chart, account, control } = this.#parts;
    const theme = paintTimeChart(library, chart);
    account.applyOptions({
      lineColor: theme.accent,
      topColor: faint(theme.accent, 0.2),
      bottomColor: faint(theme.accent, 0),
    });
    control.applyOptions({ color: theme.second });
    account.setData(this.#column(1));
    control.setData(this.#column(2));
    chart.timeScale().fitContent();
  }

  destroy(): void {
    this.#isGone = true;
    this.#parts?.chart.remove();
  }

  /** The library takes one value a second, rising. */
  #column(at: 1 | 2): { time: Lightweight.UTCTimestamp; value: number }[] {
    const values = new Map(this.#points.map(point => [Math.floor(point[0] / 1_000), point[at]]));
    return [...values].map(([time, value]) => ({ time: time as Lightweight.UTCTimestamp, value }));
  }
}

function makeParts(library: typeof Lightweight, place: HTMLElement): Parts {
  const chart = makeTimeChart(library, place);
  const look = { lineWidth: 2, priceLineVisible: false, priceFormat: priceFormat(2) } as const;
  return {
    ...{ library, chart },
    account: chart.addSeries(library.AreaSeries, { ...look, title: 'account' }),
    control: chart.addSeries(library.LineSeries, {
      ...look,
      ...{ title: 'control', lineStyle: library.LineStyle.Dashed },
    }),
  };
}
