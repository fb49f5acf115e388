import { h, type ViewNode } from '../../shared/node.ts';
import { moment } from '../../shared/parts/age.ts';
import { empty, missing } from '../../shared/parts/empty.ts';
import { figure } from '../../shared/parts/figures.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import { answer } from '../../shared/state.ts';
import { byAnswer, type Place, type TerminalFunction } from './definition.ts';

/** Of the schema `journal-export`, whose file knows parts of HIVE that no browser has. */
interface JournalRecord {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

const URL = '/api/journal?last=100';

/** Signs of a record's data that a row shows before it is opened. */
const SHOWN = 120;

/** Records of the journal as they are. */
export const log: TerminalFunction = {
  ...{ code: 'LOG', title: 'Journal', ticker: 'optional', argument: null },
  about: 'The newest records of the journal as they are: what everything else is made of.',
  columns: [
    ['Number', 'of the record; each one holds the hash of the one before'],
    ['Hash', 'its first digits'],
    ['Data', 'as it was written; a long one opens'],
  ],
  needs: () => [URL],
  view: records,
  command: () => 'hive journal export',
  url: () => URL,
  age: byAnswer(() => URL),
};

function records({ id, state, screen }: Place): ViewNode | null {
  const answered = answer<{ readonly records: readonly JournalRecord[] | null }>(state, URL);
  if (!answered) return missing(state, URL);
  const rows = (answered.records ?? [])
    .filter(({ data }) => screen.ticker === null || data.symbol === screen.ticker)
    .toReversed();
  if (rows.length === 0) return empty('The journal has no such record.', 'hive trade tick');
  return table({
    ...{ id: `${id}-records`, caption: 'Records, newest first', columns: COLUMNS, rows, state },
    key: ({ seq }) => String(seq),
  });
}

const COLUMNS: readonly Column<JournalRecord>[] = [
  { id: 'seq', title: 'Number', numeric: true, cell: row => figure(String(row.seq)), sortBy: row => row.seq },
  { id: 'at', title: 'At', cell: row => moment(row.at), sortBy: row => row.at },
  { id: 'type', title: 'Type', cell: row => row.type, sortBy: row => row.type },
  { id: 'data', title: 'Data', cell: dataCell },
  { id: 'hash', title: 'Hash', minor: true, cell: row => h('code', {}, row.hash.slice(0, 8)) },
];

/** The beginning of the data, which opens to the whole. */
function dataCell({ data }: JournalRecord): ViewNode {
  const text = JSON.stringify(data);
  if (text.length <= SHOWN) return h('code', { class: 'data' }, text);
  return h(
    'details',
    {},
    h('summary', {}, h('code', { class: 'data' }, `${text.slice(0, SHOWN)} …`)),
    h('pre', { class: 'data' }, JSON.stringify(data, null, 1)),
  );
}
