import type { AuditReport } from '../../lib/app/audit/trade-audit.ts';
import { CHECKS, differenceText } from '../../lib/audit/finding.ts';
import { decimal, quantity, signedUsd, usd } from '../numbers.ts';
import { paint } from '../paint.ts';
import { table } from '../table.ts';
import { utcMinute } from '../times.ts';
import { facts } from './facts.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;

const COLUMNS = [
  { header: 'Compared', priority: 1, minWidth: 22 },
  { header: 'Against', priority: 2, minWidth: 10 },
  { header: 'Things', priority: 2, align: right },
  { header: 'Differ', priority: 1, align: right },
  { header: 'Open', priority: 1, align: right },
];

/** What was compared, each difference with both sides, and what cannot be judged yet. */
export function renderAudit(audit: AuditReport | null, screen: Screen): string {
  if (!audit)
    return page(screen, ['There is nothing to compare yet. A tick begins it. Run: hive trade tick']);
  const { width } = screen;
  const differences = audit.differences.map(one =>
    paint(screen, 'red', wrap(`DIFFERS  ${differenceText(one)}`, width, 9)),
  );
  const open = audit.pending.map(({ what }) => wrap(`OPEN  ${what}`, width, 6));
  return page(screen, [
    headText(audit, screen),
    table(COLUMNS, audit.findings.map(cells), screen),
    differences.join('\n'),
    open.join('\n'),
    correctionsText(audit, screen),
    cashText(audit, screen),
  ]);
}

function headText(audit: AuditReport, screen: Screen): string {
  const { account, broker, records, from, differences, pending, otherOrders } = audit;
  return facts(
    [
      ['Audit', verdict(differences.length, pending.length)],
      ['Account', `${account ?? 'without a journal'} at ${broker}`],
      ['Journal', `${plural(records, 'record')}; orders, fills and fees from ${utcMinute(Date.parse(from))}`],
      ...(otherOrders > 0
        ? [['Others', `${plural(otherOrders, 'order')} of the account not made by HIVE`] as const]
        : []),
    ],
    screen,
  );
}

function verdict(differences: number, open: number): string {
  const undecided = open > 0 ? `; ${plural(open, 'thing')} cannot be judged yet` : '';
  return (
    (differences === 0 ? 'everything that was compared is equal' : plural(differences, 'difference')) +
    undecided
  );
}

const cells = ({
  check,
  against,
  compared,
  differences,
  pending,
}: AuditReport['findings'][number]): string[] => [
  CHECKS[check],
  against,
  decimal(compared, 0),
  decimal(differences.length, 0),
  decimal(pending.length, 0),
];

function correctionsText({ corrections }: AuditReport, screen: Screen): string {
  const lines = corrections.map(({ seq, at, type, cash, coins, reason }) => {
    const amounts = [
      ...(Number(cash) === 0 ? [] : [type === 'FEE' ? usd(Number(cash)) : signedUsd(Number(cash))]),
      ...Object.entries(coins).map(([symbol, amount]) => `${quantity(Number(amount))} ${symbol}`),
    ];
    const why = reason === null ? '' : `: ${reason}`;
    const text = `${type}  ${utcMinute(Date.parse(at))}  ${amounts.join(', ') || 'nothing'}${why}  (record ${seq})`;
    return wrap(text, screen.width, 4);
  });
  return lines.length === 0 ? '' : ['Fees and corrections', ...lines].join('\n');
}

function cashText({ cash }: AuditReport, { width }: Screen): string {
  if (!cash) return '';
  const rows = [
    ['Opening', cash.opening],
    ['+ sold', cash.sold],
    ['- bought', cash.bought],
    ['- fees of sales', cash.fees],
    ['+ corrections', cash.corrected],
    ['= journal', cash.book],
    ['Broker', cash.broker],
  ] as const;
  return `Cash\n${facts(rows, { width, indent: 2 })}`;
}
