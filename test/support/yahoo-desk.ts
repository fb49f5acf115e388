import { VirtualClock } from '../../src/lib/app/virtual-clock.ts';
import { parseInstrument } from '../../src/lib/core/instrument.ts';
import type { Interval } from '../../src/lib/core/interval.ts';
import type { StateNote } from '../../src/lib/market/vendor-bars.ts';
import { YahooBars } from '../../src/lib/market/yahoo/yahoo-bars.ts';
import { chartBody, type FakeYahoo, fakeYahoo } from './fake-yahoo.ts';

/** A note in memory. */
export function memoryNote(value?: unknown): StateNote & { value: unknown } {
  const note = {
    value,
    read: () => note.value,
    write: (next: unknown) => {
      note.value = next;
    },
    clear: () => {
      note.value = undefined;
    },
  };
  return note;
}

export interface Asking {
  readonly symbol?: string;
  readonly interval?: Interval;
  readonly from: string;
  readonly to: string;
  /** The present; without it, long after. */
  readonly asOf?: string;
}

/** A Yahoo on this machine, and HIVE's source that asks it. */
export interface YahooDesk {
  readonly yahoo: FakeYahoo;
  readonly clock: VirtualClock;
  readonly note: ReturnType<typeof memoryNote>;
  readonly source: YahooBars;
  ask(asking: Asking): ReturnType<YahooBars['fetch']>;
}

/** One for each test of the enclosing `describe`. It answers an empty chart until it is told otherwise. */
export function yahooDesk(timeoutMs?: number): () => YahooDesk {
  let desk: YahooDesk;
  beforeEach(async () => {
    const yahoo = await fakeYahoo(() => ({ body: chartBody([]) }));
    const clock = new VirtualClock(Date.UTC(2026, 8, 22));
    const note = memoryNote();
    const source = new YahooBars({
      ...{ baseUrl: yahoo.url, clock, backOffNote: note },
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    const ask = ({ symbol = 'BTC-USD', interval = '1d', from, to, asOf }: Asking) =>
      source.fetch({
        instrument: parseInstrument(symbol),
        interval,
        fromMs: Date.parse(from),
        toMs: Date.parse(to),
        asOfMs: asOf === undefined ? clock.now() : Date.parse(asOf),
      });
    desk = { yahoo, clock, note, source, ask };
  });
  afterEach(() => desk.yahoo.close());
  return () => desk;
}

/** Unix seconds of an ISO time. */
export const seconds = (iso: string): number => Date.parse(iso) / 1000;

/** HIVE's source for a Yahoo that never has to be left alone. */
export const yahooSource = ({ url }: Pick<FakeYahoo, 'url'>): YahooBars =>
  new YahooBars({ baseUrl: url, clock: new VirtualClock(0), backOffNote: memoryNote() });
