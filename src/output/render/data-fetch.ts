import type { FetchReport } from '../../lib/app/data-fetch.ts';
import type { SymbolFetch } from '../../lib/app/fetch-symbol.ts';
import type { Interval } from '../../lib/core/interval.ts';
import { decimal, NONE } from '../numbers.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { utcMinute } from '../times.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;

/** `timeWidth` is that of a day or of a minute. */
const columns = (timeWidth: number) => [
  { header: 'Symbol', priority: 1, minWidth: 7 },
  { header: 'Bars', priority: 1, minWidth: 4 },
  { header: 'Source', priority: 3, minWidth: 6 },
  { header: 'Outcome', priority: 1, minWidth: 10 },
  { header: 'New', priority: 1, align: right },
  { header: 'From', priority: 2, minWidth: timeWidth },
  { header: 'To', priority: 1, minWidth: timeWidth },
  { header: 'Prices', priority: 2, minWidth: 6 },
];

/** What a fetch brought, a line for each symbol; below it what was left out, and how long to wait. */
export function renderDataFetch(
  { series, backOff }: Omit<FetchReport, 'warnings'>,
  terminal: Pick<Terminal, 'width'>,
): string {
  const timeWidth = series.every(({ interval }) => interval === '1d') ? 10 : 17;
  const rows = series.map(entry => [
    ...[entry.symbol, entry.interval, entry.source, entry.outcome],
    decimal(entry.inserted, 0),
    ...[entry.from, entry.to].map(iso => when(iso, entry.interval)),
    entry.prices ?? NONE,
  ]);
  const lines = [
    ...series.flatMap(detailLine),
    ...(series.some(hasConflicts)
      ? ['Stored bars that differ were left alone; --replace overwrites them.']
      : []),
    ...(backOff ? [`Nothing is asked before ${backOff.until}: ${backOff.why}.`] : []),
  ];
  const below = lines.map(line => wrap(line, terminal.width, 2)).join('\n');
  return [table(columns(timeWidth), rows, terminal), below].filter(part => part !== '').join('\n\n');
}

/** Days of daily bars, minutes of all others. */
function when(iso: string | null, interval: Interval): string {
  if (iso === null) return NONE;
  return interval === '1d' ? iso.slice(0, 10) : utcMinute(Date.parse(iso));
}

const hasConflicts = ({ conflicting, replaced }: SymbolFetch): boolean => conflicting > 0 && !replaced;

/** What is seldom there: rows left out, bars that were stored already. */
function detailLine({ symbol, interval, unchanged, conflicting, replaced, dropped }: SymbolFetch): string[] {
  const details = [
    ...(unchanged > 0 ? [`${decimal(unchanged, 0)} unchanged`] : []),
    ...(conflicting > 0 ? [`${decimal(conflicting, 0)} ${replaced ? 'replaced' : 'conflicting'}`] : []),
    ...dropped.map(({ reason, rows }) => `${decimal(rows, 0)} dropped as ${reason}`),
  ];
  return details.length === 0 ? [] : [`${symbol} ${interval}: ${details.join(', ')}.`];
}
