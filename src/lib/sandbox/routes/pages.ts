import type { Instrument } from '../../core/instrument.ts';
import { makeToken, type Page } from './data-query.ts';

/** One row of history. */
export interface Row {
  readonly timeMs: number;
  readonly view: object;
}

/** At most `limit` rows of [fromMs, toMs], nearest to the beginning of the page first. */
export type ReadRows = (
  instrument: Instrument,
  range: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly limit: number;
    readonly isDescending: boolean;
  },
) => Promise<readonly Row[]>;

/** Rows by symbol, then by time, as many as a page holds, and the token of the next page. */
export async function readPage(instruments: readonly Instrument[], page: Page, read: ReadRows) {
  const rows: Record<string, object[]> = {};
  let left = page.limit;
  let token: string | null = null;
  for (const instrument of instruments) {
    const { symbol } = instrument;
    if (page.after !== null && symbol < page.after.symbol) continue;
    const found = await read(instrument, {
      ...rangeOf(page, symbol),
      limit: left + 1,
      isDescending: page.isDescending,
    });
    const shown = found.slice(0, left);
    const last = shown.at(-1);
    if (last) {
      rows[symbol] = shown.map(({ view }) => view);
      token = makeToken(symbol, last.timeMs);
    }
    left -= shown.length;
    if (found.length > shown.length) return { rows, token };
  }
  return { rows, token: null };
}

function rangeOf({ fromMs, toMs, after, isDescending }: Page, symbol: string) {
  if (after === null || after.symbol !== symbol) return { fromMs, toMs };
  return isDescending ? { fromMs, toMs: after.timeMs - 1 } : { fromMs: after.timeMs + 1, toMs };
}
