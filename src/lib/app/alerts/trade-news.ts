import { fstatSync, readSync } from 'node:fs';
import { type Alert, news } from '../../alerts/alert.ts';
import type { Trade } from '../../journal/trade.ts';
import { systemCode, withFile } from '../../store/private-files.ts';
import { eventWords } from '../watch/event-words.ts';

/** Far more than the trades of one tick. */
const TAIL_BYTES = 64 * 1024;
const MOST_NAMED = 5;

export interface TradeNews {
  readonly news: readonly Alert[];
  /** Journal record of the newest trade that there is; null when there is none. */
  readonly tradeSeq: number | null;
}

/** What was traded after the record `sinceSeq`, as one piece of news, by the trade log; nothing at the first look. */
export function tradeNews(tradeLog: string, sinceSeq: number | null, nowMs: number): TradeNews {
  const trades = newestTrades(tradeLog);
  const tradeSeq = trades.at(-1)?.seq ?? sinceSeq ?? 0;
  const fresh = sinceSeq === null ? [] : trades.filter(({ seq }) => seq > sinceSeq);
  if (fresh.length === 0) return { news: [], tradeSeq };
  const left = fresh.length - MOST_NAMED;
  const words = fresh.slice(0, MOST_NAMED).map(wordsOf);
  const says = [...words, ...(left > 0 ? [`And ${left} more.`] : [])].join(' ');
  return { news: [news('trade', says, nowMs)], tradeSeq };
}

const wordsOf = (trade: Trade): string =>
  eventWords('FILL', trade, { symbol: trade.symbol, trade, lastReasons: {} })?.text ?? '';

function newestTrades(path: string): Trade[] {
  return tailOf(path)
    .split('\n')
    .flatMap(line => tradeIn(line) ?? []);
}

/** Whole lines at the end of a file; none where there is no file. */
function tailOf(path: string): string {
  try {
    return withFile(path, 'r', fd => {
      const { size } = fstatSync(fd);
      const from = Math.max(0, size - TAIL_BYTES);
      const bytes = Buffer.alloc(size - from);
      readSync(fd, bytes, 0, bytes.length, from);
      const text = bytes.toString('utf8');
      return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
    });
  } catch (error) {
    if (systemCode(error) !== undefined) return '';
    throw error;
  }
}

const TEXTS = ['side', 'symbol', 'qty', 'price', 'fee', 'reason'] as const;

/** Null for a line that is no trade, or not whole. */
function tradeIn(line: string): Trade | null {
  try {
    const value: Partial<Trade> = JSON.parse(line);
    const isTrade = Number.isSafeInteger(value.seq) && TEXTS.every(name => typeof value[name] === 'string');
    return isTrade ? (value as Trade) : null;
  } catch {
    return null;
  }
}
