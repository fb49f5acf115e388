/** What a column can hold. The volume of other currencies and everything unknown holds nothing. */
export type ColumnKind =
  | 'time'
  | 'open'
  | 'high'
  | 'low'
  | 'close'
  | 'volume'
  | 'quoteVolume'
  | 'adjClose'
  | 'symbol';

const WORDS: Readonly<Record<Exclude<ColumnKind, 'quoteVolume'>, readonly string[]>> = {
  // In order of preference: an epoch number leaves nothing to guess.
  time: [
    'unix',
    'unixtimestamp',
    'timestamp',
    'opentime',
    'datetime',
    'time',
    'gmttime',
    'localtime',
    'date',
    'timestart',
    'starttime',
    'ts',
    't',
  ],
  open: ['open', 'openprice', 'o'],
  high: ['high', 'highprice', 'h'],
  low: ['low', 'lowprice', 'l'],
  close: ['close', 'closeprice', 'closelast', 'c', 'last', 'price'],
  volume: ['volume', 'vol', 'basevolume', 'v'],
  adjClose: ['adjclose', 'adjustedclose'],
  symbol: ['symbol', 'ticker', 'stock', 'instrument', 'pair', 'name'],
};

const QUOTE_VOLUMES = [
  'volumeusd',
  'volumeusdt',
  'volumeusdc',
  'volumecurrency',
  'quotevolume',
  'quoteassetvolume',
  'turnover',
];

/** Words a slip of the pen is compared with. */
export const SPELLINGS = ['open', 'high', 'close', 'volume', 'symbol', 'timestamp', 'date'] as const;

/** `1. open`, ` Open `, `Close/Last` → `open`, `open`, `closelast`. */
export const plainWord = (header: string): string =>
  header
    .toLowerCase()
    .replace(/^\s*\d+\.\s*/, '')
    .replace(/[^a-z0-9]/g, '');

/**
 * Kind of a header and its rank among the words of that kind (0 = most telling); null for an unknown word.
 * `coin` is the base coin, as in `Volume BTC`; empty for stocks.
 */
export function headerKind(header: string, coin: string): { kind: ColumnKind; rank: number } | null {
  const word = plainWord(header);
  if (word === '') return null;
  if (coin !== '' && word === `volume${coin.toLowerCase()}`) return { kind: 'volume', rank: 0 };
  if (QUOTE_VOLUMES.includes(word)) return { kind: 'quoteVolume', rank: QUOTE_VOLUMES.indexOf(word) };
  for (const kind of Object.keys(WORDS) as (keyof typeof WORDS)[]) {
    const rank = WORDS[kind].indexOf(word);
    if (rank >= 0) return { kind, rank };
  }
  return null;
}

const PRICE_KINDS: readonly string[] = ['open', 'high', 'low', 'close'];

/** How many of open, high, low and close a row of cells names. */
export const namedPrices = (cells: readonly string[]): number =>
  new Set(cells.map(cell => headerKind(cell, '')?.kind ?? '').filter(kind => PRICE_KINDS.includes(kind)))
    .size;
