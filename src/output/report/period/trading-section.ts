import type { ReportOutput } from '../../../lib/app/schemas/report.ts';
import { decimal, NONE } from '../../numbers.ts';
import { plural } from '../../render/plural.ts';
import { type Block, RIGHT, type Section, tableOf, text } from './blocks.ts';
import { changeCell, minute, money } from './words.ts';

/** What was traded, what was not, and why. */
export const tradingSection = (report: ReportOutput): Section => ({
  id: 'trades',
  title: 'Trades and reasons',
  blocks: [
    ...trades(report),
    ...reasons(report),
    ...meanings(report),
    ...unfilled(report),
    ...unresolved(report),
  ],
});

function trades({ trades: rows }: ReportOutput): Block[] {
  if (rows.length === 0) return [text('Nothing was bought or sold.')];
  return tableOf({
    id: 'fills',
    caption: `${plural(rows.length, 'fill')}; the reward is that of the whole position that a sale ended, fees included.`,
    columns: [
      { header: 'Time', priority: 1, minWidth: 17 },
      { header: 'Symbol', priority: 1 },
      { header: 'Side', priority: 1, minWidth: 4 },
      { header: 'Value', align: RIGHT, priority: 1 },
      { header: 'Price', align: RIGHT, priority: 3 },
      { header: 'Fee', align: RIGHT, priority: 4 },
      { header: 'Reward', align: RIGHT, priority: 1 },
      { header: 'Reason', priority: 2, minWidth: 12 },
    ],
    rows: rows.map(({ at, symbol, side, value, price, fee, reward, reason }) => [
      minute(at),
      symbol,
      side,
      money(value),
      money(price),
      money(fee),
      reward === null ? NONE : changeCell(reward),
      reason,
    ]),
  });
}

const reasons = ({ reasons: rows }: ReportOutput): Block[] =>
  tableOf({
    id: 'reasons',
    caption: 'What ticks came to, one reason a symbol and tick.',
    columns: [
      { header: 'Symbol', priority: 1 },
      { header: 'Ticks', align: RIGHT, priority: 1 },
      { header: 'Reason', priority: 1, minWidth: 16 },
    ],
    rows: rows.map(({ symbol, count, reason }) => [symbol, decimal(count, 0), reason]),
  });

/** Every reason that was given, in plain words. */
function meanings({ trades: fills, reasons: ticks }: ReportOutput): Block[] {
  const words = new Map([...fills, ...ticks].map(({ reason, meaning }) => [reason as string, meaning]));
  return words.size > 0 ? [{ kind: 'facts', facts: [...words] }] : [];
}

/** A list, since a broker's words may be long. */
function unfilled({ unfilled: rows }: ReportOutput): Block[] {
  if (rows.length === 0) return [];
  const facts = rows.map(
    ({ at, symbol, side, value, why }) =>
      [minute(at), `${side} ${symbol} for ${money(value)}, ${why}`] as const,
  );
  return [text('Orders that were not filled, or not whole:'), { kind: 'facts', facts }];
}

const unresolved = ({ unresolved: rows }: ReportOutput): Block[] =>
  tableOf({
    id: 'unresolved',
    caption: 'Orders without an outcome at the end; their symbols are frozen.',
    columns: [
      { header: 'Since', priority: 1, minWidth: 17 },
      { header: 'Symbol', priority: 1 },
      { header: 'Side', priority: 1, minWidth: 4 },
      { header: 'Value', align: RIGHT, priority: 2 },
      { header: 'Order', priority: 1, minWidth: 20 },
    ],
    rows: rows.map(({ since, symbol, side, value, order }) => [
      minute(since),
      symbol,
      side,
      money(value),
      order,
    ]),
  });
