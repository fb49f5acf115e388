import type { Instrument } from '../../core/instrument.ts';
import { hashKey, hashText } from '../../core/random.ts';
import type { Quote } from '../../market/bar-source.ts';
import type { Desk } from '../desk.ts';
import { ok, type Reply, type SandboxRequest } from '../exchange.ts';
import { nanoTime } from '../views/times.ts';
import { pageOf, symbolsOf } from './data-query.ts';
import { type ReadRows, type Row, readPage } from './pages.ts';

type Kind = 'quotes' | 'trades';

/** One quote a second and one trade every ten: the market is continuous, and history has to stop somewhere. */
const STEP_MS: Readonly<Record<Kind, number>> = { quotes: 1_000, trades: 10_000 };

/** The newest quote or trade of each coin. */
export async function getLatest(desk: Desk, request: SandboxRequest, kind: Kind): Promise<Reply> {
  const instruments = symbolsOf(request, 'crypto');
  if ('status' in instruments) return instruments;
  const latest: Record<string, object> = {};
  for (const instrument of instruments) {
    const atMs = kind === 'quotes' ? desk.nowMs : Math.floor(desk.nowMs / STEP_MS.trades) * STEP_MS.trades;
    const row = await rowAt(desk, { instrument, kind, atMs });
    if (row) latest[instrument.symbol] = row.view;
  }
  return ok({ [kind]: latest });
}

export async function getHistory(desk: Desk, request: SandboxRequest, kind: Kind): Promise<Reply> {
  const instruments = symbolsOf(request, 'crypto');
  const page = pageOf(request, desk.nowMs);
  if ('status' in instruments) return instruments;
  if ('status' in page) return page;
  const { rows, token } = await readPage(instruments, page, historyRows(desk, kind));
  return ok({ [kind]: rows, next_page_token: token });
}

function historyRows(desk: Desk, kind: Kind): ReadRows {
  const step = STEP_MS[kind];
  return async (instrument, { fromMs, toMs, limit, isDescending }) => {
    const first = Math.ceil(fromMs / step) * step;
    const last = Math.floor(toMs / step) * step;
    const rows: Row[] = [];
    for (let index = 0; first + index * step <= last && rows.length < limit; index++) {
      const atMs = isDescending ? last - index * step : first + index * step;
      const row = await rowAt(desk, { instrument, kind, atMs });
      if (row) rows.push(row);
    }
    return rows;
  };
}

interface Moment {
  readonly instrument: Instrument;
  readonly kind: Kind;
  readonly atMs: number;
}

async function rowAt({ prices }: Desk, { instrument, kind, atMs }: Moment): Promise<Row | null> {
  const quote = await prices.quotes.quote(instrument, atMs);
  if (!quote) return null;
  return { timeMs: atMs, view: kind === 'quotes' ? quoteView(quote) : tradeView(quote, atMs) };
}

/** A number in [0, 1) that follows from the symbol and the second. */
const draw = ({ symbol, timeMs }: Quote, salt: number): number =>
  hashKey(hashText(symbol), Math.floor(timeMs / 1_000), salt) / 2 ** 32;

const size = (quote: Quote, salt: number): number => Number((0.05 + 2 * draw(quote, salt)).toFixed(6));

const quoteView = (quote: Quote) => ({
  t: nanoTime(quote.timeMs),
  bp: quote.bid,
  bs: size(quote, 1),
  ap: quote.ask,
  as: size(quote, 2),
});

function tradeView(quote: Quote, atMs: number) {
  const isBuy = draw(quote, 3) < 0.5;
  return {
    i: Math.floor(atMs / STEP_MS.trades),
    p: isBuy ? quote.ask : quote.bid,
    s: size(quote, 4),
    t: nanoTime(atMs),
    tks: isBuy ? 'B' : 'S',
  };
}
