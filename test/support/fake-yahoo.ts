import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A row of a chart: Unix seconds, then prices, volume and the close after dividends. */
export interface ChartRow {
  readonly at: number;
  readonly open?: number | null;
  readonly high?: number | null;
  readonly low?: number | null;
  readonly close?: number | null;
  readonly volume?: number | null;
  readonly adjusted?: number | null;
}

export interface ChartShape {
  readonly symbol?: string;
  readonly timeZone?: string;
  /** By Unix second, as Yahoo writes them. */
  readonly splits?: Readonly<Record<string, object>>;
}

const PERIOD = { timezone: 'UTC', start: 1740009600, end: 1740009600, gmtoffset: 0 };

/** A body in the shape of Yahoo's v8 chart, as recorded in February 2025 (gadicc/node-yahoo-finance2, MIT). */
export function chartBody(rows: readonly ChartRow[], shape: ChartShape = {}): unknown {
  const { symbol = 'BTC-USD', timeZone = 'UTC', splits } = shape;
  const column = (name: keyof ChartRow, otherwise: number) =>
    rows.map(row => (row[name] === undefined ? otherwise : row[name]));
  const prices = {
    ...{ open: column('open', 100), high: column('high', 110), low: column('low', 90) },
    ...{ close: column('close', 105), volume: column('volume', 1050) },
  };
  const adjclose = rows.map(row => (row.adjusted === undefined ? (row.close ?? 105) : row.adjusted));
  const result = {
    meta: {
      ...{ currency: 'USD', symbol, exchangeName: 'CCC', instrumentType: 'CRYPTOCURRENCY' },
      ...{ firstTradeDate: 1410912000, regularMarketTime: 1740051840, gmtoffset: 0, timezone: 'UTC' },
      ...{ exchangeTimezoneName: timeZone, regularMarketPrice: 105, priceHint: 2 },
      currentTradingPeriod: { pre: PERIOD, regular: PERIOD, post: PERIOD },
      ...{ dataGranularity: '1d', range: '', validRanges: ['1d', 'max'] },
    },
    ...(rows.length === 0 ? {} : { timestamp: rows.map(({ at }) => at) }),
    ...(splits ? { events: { splits } } : {}),
    indicators: rows.length === 0 ? { quote: [{}] } : { quote: [prices], adjclose: [{ adjclose }] },
  };
  return { chart: { result: [result], error: null } };
}

export interface YahooAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes out as JSON; undefined never answers. */
  readonly body: unknown;
  /** How a text ends: never, or with the connection. */
  readonly ending?: 'never' | 'reset';
}

export interface AskedChart {
  readonly symbol: string;
  readonly interval: string | null;
  /** Unix seconds. */
  readonly period1: number;
  readonly period2: number;
  readonly forwardedHost: string | undefined;
}

export interface FakeYahoo {
  readonly url: string;
  readonly asked: AskedChart[];
  /** What it answers from now on. */
  answer: (asked: AskedChart) => YahooAnswer;
  close(): Promise<void>;
}

/** Cuts rows to the period that was asked for, its end included, as the recording of BTC-USD shows. */
export const inPeriod = (rows: readonly ChartRow[], { period1, period2 }: AskedChart) =>
  rows.filter(({ at }) => at >= period1 && at <= period2);

/** Plays Yahoo's chart host on this machine. */
export async function fakeYahoo(answer: FakeYahoo['answer']): Promise<FakeYahoo> {
  const asked: AskedChart[] = [];
  const server = createServer((request, response) => {
    const chart = askedChart(request);
    asked.push(chart);
    send(response, fake.answer(chart));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const fake: FakeYahoo = {
    url: `http://127.0.0.1:${port}`,
    asked,
    answer,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return fake;
}

function askedChart({ url = '', headers }: IncomingMessage): AskedChart {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const forwarded = headers['x-forwarded-host'];
  return {
    symbol: decodeURIComponent(pathname.replace('/v8/finance/chart/', '')),
    interval: searchParams.get('interval'),
    period1: Number(searchParams.get('period1')),
    period2: Number(searchParams.get('period2')),
    forwardedHost: typeof forwarded === 'string' ? forwarded : undefined,
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, body, ending }: YahooAnswer): void {
  if (body === undefined) return;
  response.writeHead(status, headers);
  if (ending) {
    response.write(String(body), () => ending === 'reset' && response.destroy());
    return;
  }
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
