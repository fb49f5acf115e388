import { relative } from 'node:path';
import type { BookView } from '../../lib/app/book-view.ts';
import type { DemoReport } from '../../lib/app/demo.ts';
import { decimal, percent, signedUsd, usd } from '../numbers.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { utcMinute } from '../times.ts';
import { facts } from './facts.ts';
import { forecastTable } from './forecast-table.ts';
import { page } from './screen.ts';
import { wrap } from './wrap.ts';

type Canvas = Pick<Terminal, 'width' | 'colour'>;

const right = 'right' as const;
const SHOWN_TRADES = 6;

/** The tour, in the order in which it happened, and what to type next. */
export function renderDemo(report: DemoReport, canvas: Canvas): string {
  const screen = {
    ...canvas,
    banner: `SIMULATED market, seed ${report.seed}, edge: ${report.edge} — real markets are not so kind`,
  };
  const step = (number: number, text: string) => wrap(`${number}  ${text}`, screen.width, 3);
  const steps = [
    step(
      1,
      `Backfill: ${decimal(report.bars, 0)} bars of ${report.symbols} symbols became ${decimal(report.samples, 0)} samples.`,
    ),
    `${step(2, trainingTitle(report))}\n${trainingTable(report, screen)}`,
    `${step(3, 'Predictions of that moment')}\n${forecastTable(report.forecasts, screen)}`,
    `${step(4, ticksTitle(report))}\n${reasonLines(report, screen)}`,
    `${step(5, `Trades: ${report.trades.length}`)}\n${tradeTable(report, screen)}`,
    `${step(6, 'What came of it')}\n${resultTable(report, screen)}`,
    closing(report, screen.width),
  ];
  return page(screen, steps);
}

function trainingTitle({ trained }: DemoReport): string {
  const rows = Math.max(0, ...trained.map(training => training.rows));
  return `Training, cycle 5: a forest for each class on its ${decimal(rows, 0)} newest samples, scored out of sample.`;
}

const ticksTitle = ({ ticks, days }: DemoReport): string =>
  `${decimal(ticks, 0)} hourly ticks over ${days} days, a training cycle every second day. Why they did what they did:`;

function trainingTable({ trained }: DemoReport, screen: Canvas): string {
  const columns = [
    { header: 'Class', priority: 1 },
    { header: 'Accuracy', priority: 1, align: right },
    { header: '95 % interval', priority: 1, align: right },
    { header: 'Majority', priority: 1, align: right },
    { header: 'Log loss', priority: 2, align: right },
    { header: 'Climatology', priority: 2, align: right },
    { header: 'Over 70 %', priority: 2, align: right },
  ];
  const lines = trained.map(({ assetClass, evaluation, refused }) =>
    evaluation
      ? [
          assetClass,
          percent(evaluation.accuracy),
          evaluation.accuracyInterval95.map(bound => percent(bound)).join(' to '),
          percent(evaluation.baselines.majority),
          decimal(evaluation.logLoss, 3),
          decimal(evaluation.climatologyLogLoss, 3),
          percent(evaluation.confident.share),
        ]
      : [assetClass, refused ?? 'not scored', '', '', '', '', ''],
  );
  return table(columns, lines, screen);
}

const reasonLines = ({ reasons }: DemoReport, { width }: Canvas): string =>
  wrap(reasons.map(({ reason, count }) => `${reason} ${decimal(count, 0)}`).join(', '), width);

function tradeTable({ trades }: DemoReport, screen: Canvas): string {
  if (trades.length === 0) return 'The forest was never sure enough: no confidence above 70 %.';
  const columns = [
    { header: 'Time', priority: 1, minWidth: 17 },
    { header: 'Symbol', priority: 1 },
    { header: 'Side', priority: 1, minWidth: 4 },
    { header: 'Price', priority: 1, align: right },
    { header: 'Profit', priority: 1, align: right },
    { header: 'Reason', priority: 1, minWidth: 12 },
  ];
  const rows = trades
    .slice(-SHOWN_TRADES)
    .map(({ at, symbol, side, price, realised, reason }) => [
      utcMinute(Date.parse(at)),
      symbol,
      side,
      usd(Number(price)),
      realised === null ? '' : signedUsd(Number(realised)),
      reason,
    ]);
  const more = trades.length - SHOWN_TRADES;
  return table(columns, rows, screen) + (more > 0 ? `\nand ${more} before them: hive trades --all` : '');
}

function resultTable({ positions: { main, control, startingCash } }: DemoReport, screen: Canvas): string {
  const columns = [
    { header: '', priority: 1, minWidth: 12 },
    { header: 'Equity', priority: 1, align: right },
    { header: 'Profit', priority: 1, align: right },
    { header: 'Fees', priority: 1, align: right },
    { header: 'Round trips', priority: 1, align: right },
    { header: 'Won', priority: 1, align: right },
  ];
  const row = (name: string, book: BookView) => [
    name,
    usd(book.equity),
    signedUsd(book.profit),
    usd(book.fees),
    decimal(book.roundTrips, 0),
    decimal(book.wins, 0),
  ];
  const cash = ['Cash alone', usd(startingCash), signedUsd(0), usd(0), '0', '0'];
  return table(columns, [row('Forest', main), row('Random arm', control), cash], screen);
}

/** A path as a shell reads it back as one word. */
const shellWord = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;

function closing(report: DemoReport, width: number): string {
  const home = relative(process.cwd(), report.home) || '.';
  const next = [
    ['Look', `cd ${shellWord(home)} && hive status`],
    ['Learned', 'hive learn status'],
    ['Go on', 'hive trade tick, hive train cycle, hive predict'],
    ['Check', 'hive journal verify'],
    [
      'Files',
      `${home}/state/journal.jsonl (the truth), ${home}/logs/live_crypto_trades.log, ${home}/models/`,
    ],
  ] as const;
  return `${wrap(truth(report), width)}\n\n${facts(next, { width })}`;
}

/** What may be believed of it. */
const truth = ({ verdict }: DemoReport): string =>
  `What a few weeks show is luck more than skill.${verdict === null ? '' : ` ${verdict}`}`;
