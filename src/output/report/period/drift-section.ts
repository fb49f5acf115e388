import type { ReportOutput } from '../../../lib/app/schemas/report.ts';
import { decimal, NONE } from '../../numbers.ts';
import { plural } from '../../render/plural.ts';
import type { Cell } from '../cell.ts';
import { type Block, RIGHT, type Section, tableOf, text } from './blocks.ts';
import { changeCell, minute, money } from './words.ts';

type Drift = NonNullable<ReportOutput['drift']>;
type PartName = Drift['parts'][number]['name'];

/** Each part in a few words. */
const PART_WORDS: Readonly<Record<PartName, readonly [name: string, meaning: string]>> = {
  data: ['Data', 'late or revised bars'],
  missed: ['Missed fills', 'no tick, refused, filled in part'],
  other: ['Other orders', 'on another quote or of another size'],
  timing: ['Timing', 'from the moment to the sending'],
  price: ['Price', 'from the sending to the fill'],
  fee: ['Fee', 'as charged against as assumed'],
};

/** What the same code makes of the same moments today, and why live made something else. */
export function driftSection({ drift, driftTrouble, ticks }: ReportOutput): Section {
  const head = { id: 'drift', title: 'Live against replay' };
  if (!drift) return { ...head, blocks: [text(`Not known. ${driftTrouble ?? ''}`)] };
  const blocks = [
    text(wordsOf(drift, ticks.scheduled)),
    ...statement(drift),
    ...missed(drift),
    ...orders(drift),
  ];
  return { ...head, blocks: [...blocks, ...changed(drift)] };
}

function wordsOf({ moments, notRun, byHand }: Drift, scheduled: number | null): string {
  const count = plural(moments, 'moment');
  const what =
    scheduled === null
      ? `No schedule is known: ${count} in which a tick ran, played again`
      : `${count} played again, ${decimal(notRun, 0)} without a tick`;
  const hand =
    Number(byHand) === 0 ? '' : ` What a person did to the account changed its profit by ${money(byHand)}.`;
  return `${what}, on the bars and models that are known now.${hand}`;
}

function statement({ replay, live, parts }: Drift): Block[] {
  return tableOf({
    id: 'parts',
    caption: 'From the profit of the replay to that of the account: the rows add up.',
    columns: [
      { header: 'Part', priority: 1, minWidth: 12 },
      { header: 'Amount', align: RIGHT, priority: 1 },
      { header: 'Known', align: RIGHT, priority: 3 },
      { header: 'What it is', priority: 2, minWidth: 20 },
    ],
    rows: [
      ['Replay', changeCell(replay), '', 'every moment, filled at its price'],
      ...parts.map(({ name, amount, cases, unknown }) => [
        PART_WORDS[name][0],
        amount === null ? 'not known' : changeCell(amount),
        knownText(cases, unknown),
        PART_WORDS[name][1],
      ]),
      ['Live', changeCell(live), '', 'what the account made'],
    ],
  });
}

const knownText = (cases: number, unknown: number): Cell | string =>
  cases === 0
    ? NONE
    : `${decimal(Math.max(0, cases - unknown), 0)} of ${decimal(Math.max(cases, unknown), 0)}`;

const missed = ({ missed: rows }: Drift): Block[] =>
  tableOf({
    id: 'missed',
    caption: 'Orders of the replay that live did not make, or that were not filled whole.',
    columns: [
      { header: 'Time', priority: 1, minWidth: 17 },
      { header: 'Symbol', priority: 1 },
      { header: 'Side', priority: 1, minWidth: 4 },
      { header: 'Value', align: RIGHT, priority: 2 },
      { header: 'Why not', priority: 1, minWidth: 14 },
    ],
    rows: rows.map(({ at, symbol, side, value, why }) => [minute(at), symbol, side, money(value), why]),
  });

const orders = ({ orders: rows }: Drift): Block[] =>
  tableOf({
    id: 'orders',
    caption:
      'Orders that live made: the price of the side they met when their moment began, when they were sent, and as filled.',
    columns: [
      { header: 'Sent', priority: 1, minWidth: 17 },
      { header: 'Symbol', priority: 1 },
      { header: 'Side', priority: 1, minWidth: 4 },
      { header: 'Moment', align: RIGHT, priority: 2 },
      { header: 'Sending', align: RIGHT, priority: 2 },
      { header: 'Fill', align: RIGHT, priority: 1 },
    ],
    rows: rows.map(({ sentAt, symbol, side, begin, sent, filled }) => [
      minute(sentAt),
      symbol,
      side,
      begin === null ? 'not known' : money(begin),
      money(sent),
      filled === null ? 'none' : money(filled),
    ]),
  });

const changed = ({ changed: rows }: Drift): Block[] =>
  tableOf({
    id: 'changed',
    caption: 'Decisions that would be others with what is known now.',
    columns: [
      { header: 'Time', priority: 1, minWidth: 17 },
      { header: 'Symbol', priority: 1 },
      { header: 'Then', priority: 1 },
      { header: 'Today', priority: 1 },
    ],
    rows: rows.map(({ at, symbol, was, today }) => [minute(at), symbol, was, today]),
  });
