import { type BarSeries, emptySeries, setBar, sliceSeries } from '../../core/bar-series.ts';
import { HOUR_MS, type Interval, intervalMs } from '../../core/interval.ts';
import type { CandlePath } from './candle-path.ts';
import { dayIndex, dayStart } from './days.ts';
import type { DayTrack, SymbolTape, Track } from './symbol-tape.ts';

/** The intervals a tape is drawn at; all others are sums of these. */
export type BaseInterval = Extract<Interval, '1m' | '1h' | '1d'>;

/** Open times in [fromMs, toMs), both on the grid of `interval` and not before the epoch. */
export interface BaseRequest {
  readonly symbol: string;
  readonly interval: BaseInterval;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Reads bars off a tape, oldest first; stocks have none outside their sessions. */
export function baseBars(tape: SymbolTape, request: BaseRequest): BarSeries {
  const writer = new BarWriter(tape, request);
  for (let index = dayIndex(request.fromMs); dayStart(index) < request.toMs; index++) {
    const day = tape.day(index);
    if (day) writer.writeDay(day);
  }
  return writer.written();
}

class BarWriter {
  private readonly tape: SymbolTape;
  private readonly request: BaseRequest;
  private readonly out: BarSeries;
  private rows = 0;

  constructor(tape: SymbolTape, request: BaseRequest) {
    this.tape = tape;
    this.request = request;
    const most = Math.ceil((request.toMs - request.fromMs) / intervalMs(request.interval));
    this.out = emptySeries(request.symbol, request.interval, most);
  }

  written(): BarSeries {
    return sliceSeries(this.out, 0, this.rows);
  }

  writeDay(day: DayTrack): void {
    if (this.request.interval === '1d') {
      this.writeBar(dayStart(day.index), day.path, { first: 0, end: day.path.length });
      return;
    }
    for (let hour = 0; hour < day.path.length; hour++) this.writeHour(day, hour);
  }

  private writeHour(day: DayTrack, hour: number): void {
    const hourMs = Math.floor(day.startMs[hour]! / HOUR_MS) * HOUR_MS;
    const { interval, fromMs, toMs } = this.request;
    if (hourMs + HOUR_MS <= fromMs || hourMs >= toMs) return;
    if (interval === '1h') this.writeBar(hourMs, day.path, { first: hour, end: hour + 1 });
    else this.writeMinutes(this.tape.minutes(day, hour));
  }

  private writeMinutes(minutes: Track): void {
    for (let minute = 0; minute < minutes.path.length; minute++) {
      const timeMs = minutes.startMs[minute]!;
      if (timeMs < this.request.fromMs || timeMs >= this.request.toMs) continue;
      this.writeBar(timeMs, minutes.path, { first: minute, end: minute + 1 });
    }
  }

  /** One bar over the steps [first, end) of a path. */
  private writeBar(timeMs: number, path: CandlePath, { first, end }: { first: number; end: number }): void {
    let high = path.high[first]!;
    let low = path.low[first]!;
    let lots = path.lots[first]!;
    for (let step = first + 1; step < end; step++) {
      high = Math.max(high, path.high[step]!);
      low = Math.min(low, path.low[step]!);
      lots += path.lots[step]!;
    }
    setBar(this.out, this.rows++, {
      timeMs,
      open: path.open[first]! / 100,
      high: high / 100,
      low: low / 100,
      close: path.close[end - 1]! / 100,
      volume: lots * this.tape.lotSize,
    });
  }
}
