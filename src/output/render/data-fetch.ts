import type { FetchReport } from '../../lib/app/data-fetch.ts';
import type { SymbolFetch } from '../../lib/app/fetch-symbol.ts';
import { decimal, NONE } from '../numbers.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { utcMinute } from '../times.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;

const COLUMNS = [
  { header: 'Symbol', priority: 1, minWidth: 7 },
  { header: 'Bars', priority: 1, minWidth: 4 },
  { header: 'Source', priority: 2, minWidth: 6 },
  { header: 'Outcome', priority: 1, minWidth: 10 },
  { header: 'New', priority: 1, align: right },
  { header: 'Unchanged', priority: 3, align: right },
  { header: 'Conflicting', priority: 3, align: right },
  { header: 'From', priority: 2, minWidth: 17 },
  { header: 'To', priority: 1, minWidth: 17 },
  { header: 'Prices', priority: 2, minWidth: 6 },
];

/** What a fetch brought, a line for each symbol; below it what was left out, and how long to wait. */
export function renderDataFetch(
  { series, backOff }: Omit<FetchReport, 'warnings'>,
  terminal: Pick<Terminal, 'width'>,
): string {
  const rows = series.map(entry => [
    ...[entry.symbol, entry.interval, entry.source, entry.outcome],
    ...[entry.inserted, entry.unchanged, entry.conflicting].map(count => decimal(count, 0)),
    ...[entry.from, entry.to].map(iso => utcMinute(iso === null ? null : Date.parse(iso))),
    entry.prices ?? NONE,
  ]);
  const lines = [
    ...series.flatMap(droppedLine),
    ...(series.some(hasConflicts)
      ? ['Stored bars that differ were left alone; --replace overwrites them.']
      : []),
    ...(backOff ? [`Nothing is asked before ${backOff.until}: ${backOff.why}.`] : []),
  ];
  const below = lines.map(line => wrap(line, terminal.width, 2)).join('\n');
  return [table(COLUMNS, rows, terminal), below].filter(part => part !== '').join('\n\n');
}

const hasConflicts = ({ conflicting, replaced }: SymbolFetch): boolean => conflicting > 0 && !replaced;

function droppedLine({ symbol, interval, dropped }: SymbolFetch): string[] {
  if (dropped.length === 0) return [];
  const kinds = dropped.map(({ reason, rows }) => `${decimal(rows, 0)} ${reason}`);
  return [`${symbol} ${interval}: left out ${kinds.join(', ')}.`];
}
