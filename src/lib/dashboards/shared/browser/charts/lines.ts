import type UPlot from 'uplot';
import { decimal, percent, usd } from '../../../../../output/numbers.ts';
import type { PageState } from '../../state.ts';
import type { Island, MountIsland } from '../islands.ts';
import { uPlotLibrary } from './libraries.ts';
import { type ChartTheme, chartTheme, faint } from './theme.ts';

export interface Line {
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly colour: 'accent' | 'second' | 'up' | 'down' | 'muted' | 'text';
  /** Fills the space below it. */
  readonly fill?: boolean;
  readonly dashed?: boolean;
  /** Half as wide: what the others are held against. */
  readonly thin?: boolean;
  /** Draws its points, and no line between them. */
  readonly points?: boolean;
}

export interface LinesData {
  /** Seconds since the epoch where `isTime`, else any number; rising. */
  readonly x: readonly number[];
  readonly isTime: boolean;
  readonly lines: readonly Line[];
  /** `wealth` is a logarithm that is written as what it is of: `×1.09`. */
  readonly unit: 'usd' | 'percent' | 'fine-percent' | 'plain' | 'fine' | 'wealth';
  /** Both scales, where they are not those of the data. */
  readonly xRange?: readonly [number, number];
  readonly yRange?: readonly [number, number];
  /** How the x axis writes its figures, where it is no time. */
  readonly xUnit?: 'percent' | 'plain';
}

const WRITERS: Readonly<Record<LinesData['unit'], (value: number) => string>> = {
  usd: value => usd(value),
  percent: value => percent(value, 1),
  'fine-percent': value => percent(value, 2),
  plain: value => decimal(value, 2),
  fine: value => decimal(value, 3),
  wealth: value => `×${decimal(Math.exp(value), 2)}`,
};

/**
 * Lines over time or another quantity. Redrawn only when the data or the look has changed; the arrow keys move the
 * cursor.
 * @param dataOf null where there is too little to draw.
 */
export function lines(dataOf: (state: PageState, place: HTMLElement) => LinesData | null): MountIsland {
  return place => new LinesIsland(place, dataOf);
}

class LinesIsland implements Island {
  readonly #place: HTMLElement;
  readonly #dataOf: (state: PageState, place: HTMLElement) => LinesData | null;
  readonly #observer: ResizeObserver;
  #library: typeof UPlot | null = null;
  #plot: UPlot | null = null;
  #data: LinesData | null = null;
  #drawn = '';
  #size = '';

  constructor(place: HTMLElement, dataOf: (state: PageState, place: HTMLElement) => LinesData | null) {
    this.#place = place;
    this.#dataOf = dataOf;
    place.tabIndex = 0;
    place.addEventListener('keydown', event => this.#moveCursor(event));
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(place);
    void uPlotLibrary().then(library => {
      this.#library = library;
      this.redraw();
    });
  }

  update(state: PageState): void {
    this.#data = this.#dataOf(state, this.#place);
    const signature = JSON.stringify(this.#data);
    if (signature === this.#drawn) return;
    this.#drawn = signature;
    this.redraw();
  }

  redraw(): void {
    this.#plot?.destroy();
    this.#plot = null;
    this.#size = sizeOf(this.#place);
    const data = this.#data;
    if (!this.#library || !data || data.x.length < 2 || this.#place.clientWidth === 0) return;
    const size = { width: this.#place.clientWidth, height: this.#place.clientHeight };
    const options = plotOptions(this.#library, data, { ...size, theme: chartTheme() });
    // Only then is the legend as wide as it stays; what is set while uPlot draws it would be lost.
    options.hooks = { ...options.hooks, ready: [plot => queueMicrotask(() => this.#makeRoom(plot))] };
    const columns = [data.x, ...data.lines.map(line => line.values)] as UPlot.AlignedData;
    this.#plot = new this.#library(options, columns, this.#place);
  }

  destroy(): void {
    this.#observer.disconnect();
    this.#plot?.destroy();
  }

  /** uPlot does not count its legend, whose height depends on how its lines break. */
  #makeRoom(plot: UPlot): void {
    const legend = plot.root.querySelector<HTMLElement>('.u-legend')?.offsetHeight ?? 0;
    const height = Math.max(LEAST_HEIGHT, this.#place.clientHeight - legend);
    if (height !== plot.height) plot.setSize({ width: plot.width, height });
  }

  #resize(): void {
    if (!this.#plot || this.#size !== sizeOf(this.#place)) this.redraw();
  }

  #moveCursor(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20 }[event.key];
    if (step === undefined || !this.#plot) return;
    event.preventDefault();
    const times = this.#plot.data[0];
    const at = Math.min(times.length - 1, Math.max(0, (this.#plot.cursor.idx ?? times.length - 1) + step));
    this.#plot.setCursor({
      left: this.#plot.valToPos(times[at]!, 'x'),
      top: this.#plot.over.clientHeight / 2,
    });
  }
}

interface Look {
  readonly width: number;
  readonly height: number;
  readonly theme: ChartTheme;
}

const sizeOf = ({ clientWidth, clientHeight }: HTMLElement): string => `${clientWidth} x ${clientHeight}`;

/** Pixels below which nothing can be read. */
const LEAST_HEIGHT = 60;

function plotOptions(library: typeof UPlot, data: LinesData, { width, height, theme }: Look): UPlot.Options {
  const axis = {
    stroke: theme.muted,
    font: `11px ${theme.mono}`,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { show: false },
  };
  const write = (unit: LinesData['unit']) => (_: UPlot, values: (number | null)[]) =>
    values.map(value => (value === null ? '' : WRITERS[unit](value)));
  return {
    width,
    height,
    tzDate: seconds => library.tzDate(new Date(seconds * 1_000), 'Etc/UTC'),
    scales: {
      x: { time: data.isTime, ...(data.xRange && { range: [...data.xRange] }) },
      y: data.yRange ? { range: [...data.yRange] } : {},
    },
    series: [xSeries(data), ...data.lines.map(line => ySeries(line, data.unit, theme))],
    axes: [
      { ...axis, grid: { show: false }, ...xValues(data, write) },
      { ...axis, size: 70, values: write(data.unit) },
    ],
    cursor: { drag: { x: false, y: false }, ...(data.isTime && { sync: { key: 'time' } }) },
    legend: { live: true },
    hooks: { setCursor: [showNewest] },
  };
}

/** Without a cursor the legend says what the newest values are. */
function showNewest(plot: UPlot): void {
  if (plot.cursor.idx == null) plot.setLegend({ idx: plot.data[0].length - 1 }, false);
}

type Write = (unit: LinesData['unit']) => (plot: UPlot, values: (number | null)[]) => string[];

function xValues({ isTime, xUnit }: LinesData, write: Write): Partial<UPlot.Axis> {
  if (isTime) return { values: timeTexts };
  return xUnit ? { values: write(xUnit) } : {};
}

const DAY_SECONDS = 86_400;

/** Times of day in UTC by 24 hours, days below the first and where a day begins; days alone where a step is one. */
function timeTexts(_: UPlot, seconds: number[], ...[, , step]: [number, number, number]): string[] {
  return seconds.map((at, index) => {
    const iso = new Date(at * 1_000).toISOString();
    const [day, time] = [iso.slice(5, 10), iso.slice(11, 16)];
    if (step >= DAY_SECONDS) return step > 300 * DAY_SECONDS ? iso.slice(0, 4) : day;
    return index === 0 || at % DAY_SECONDS === 0 ? `${time}\n${day}` : time;
  });
}

const xSeries = ({ isTime, xUnit = 'plain' }: LinesData): UPlot.Series =>
  isTime
    ? { label: 'Time', value: '{YYYY}-{MM}-{DD} {HH}:{mm}Z' }
    : { label: 'At', value: (_, value) => (value === null ? '–' : WRITERS[xUnit](value)) };

function ySeries(line: Line, unit: LinesData['unit'], theme: ChartTheme): UPlot.Series {
  const colour = theme[line.colour];
  return {
    label: line.label,
    stroke: colour,
    width: line.points ? 0 : line.thin ? 1 : 2,
    ...(line.fill && { fill: faint(colour, 0.14) }),
    ...(line.dashed && { dash: [6, 4] }),
    points: line.points ? { show: true, size: 8, fill: colour } : { show: false },
    value: (_, value) => (value === null ? '–' : WRITERS[unit](value)),
  };
}
