import { decimal, NONE, quantity, signedPercent, signedUsd, usd } from '../numbers.ts';
import { span, utcMinute } from '../times.ts';
import type { Cell } from './cell.ts';
import type { TradeRow } from './page-data.ts';

/** Heads of the table of trades; the server writes the first rows of it and the page's script the others. */
export const TRADE_COLUMNS: readonly { readonly label: string; readonly isText: boolean }[] = [
  { label: 'No.', isText: false },
  { label: 'Pair', isText: true },
  { label: 'Side', isText: true },
  { label: 'Opened', isText: true },
  { label: 'Open rate', isText: false },
  { label: 'Closed', isText: true },
  { label: 'Close rate', isText: false },
  { label: 'Profit $', isText: false },
  { label: 'Profit %', isText: false },
  { label: 'Duration', isText: false },
  { label: 'Exit reason', isText: true },
  { label: 'Enter tag', isText: true },
  { label: 'Amount', isText: false },
  { label: 'Stake', isText: false },
  { label: 'Fees', isText: false },
  { label: 'Regime', isText: true },
];

/** One trade as it is shown, in the order of the columns; `number` counts from 1 in order of time. */
export function tradeCells(row: TradeRow, number: number, words: readonly string[]): Cell[] {
  const [pair, short, amount, stake, openTime, openRate, closeTime, closeRate, fees, profit, ratio] = row;
  const [tag, reason, minutes, regime] = row.slice(11) as [number, number | null, number, number];
  const tone = profit > 0 ? 'up' : profit < 0 ? 'down' : '';
  const word = (place: number | null, otherwise = NONE) => ({
    text: place === null ? otherwise : words[place]!,
  });
  return [
    { text: decimal(number, 0), sort: number },
    word(pair),
    { text: short === 1 ? 'short' : 'long' },
    { text: utcMinute(openTime * 1000) },
    { text: rate(openRate), sort: openRate },
    { text: closeTime === null ? NONE : utcMinute(closeTime * 1000) },
    { text: rate(closeRate), sort: closeRate },
    { text: signedUsd(profit), sort: profit, tone },
    { text: signedPercent(ratio, 2), sort: ratio, tone },
    { text: minutes === 0 ? '0m' : span(minutes * 60_000), sort: minutes },
    word(reason, 'still open'),
    word(tag),
    { text: quantity(amount), sort: amount },
    { text: usd(stake), sort: stake },
    { text: usd(fees), sort: fees },
    word(regime),
  ];
}

/** The same trade in one sentence. */
export function tradeSentence(row: TradeRow, number: number, words: readonly string[]): string {
  const texts = tradeCells(row, number, words).map(({ text }) => text);
  const [no, pair, side, opened, openRate, closed, closeRate, profit, share, held, reason, tag, , stake] =
    texts;
  const end = row[6] === null ? reason : `closed ${closed} at ${closeRate} (${reason})`;
  return `Trade ${no}: ${pair} ${side}, ${stake}, opened ${opened} at ${openRate} (${tag}), ${end}: ${profit}, ${share} in ${held}.`;
}

/** A price with as many decimals as others of its size, so that a column of one pair lines up. */
const rate = (price: number | null): string => {
  const size = Math.abs(price ?? 0);
  return decimal(price, size >= 1_000 ? 2 : size >= 1 ? 4 : 8);
};
