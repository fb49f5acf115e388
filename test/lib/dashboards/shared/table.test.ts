import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Column, nextSort, table } from '../../../../src/lib/dashboards/shared/parts/table.ts';
import { pageState } from '../../../support/page-state.ts';
import { nodesOf, textOf } from '../../../support/view-texts.ts';

interface Row {
  readonly name: string;
  readonly size: number | null;
}

const COLUMNS: readonly Column<Row>[] = [
  { id: 'name', title: 'Name', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { id: 'size', title: 'Size', cell: ({ size }) => size, sortBy: ({ size }) => size, numeric: true },
  { id: 'note', title: 'Note', cell: () => 'x', minor: true },
];
const ROWS: readonly Row[] = [
  { name: 'b', size: 2 },
  { name: 'none', size: null },
  { name: 'a', size: 10 },
  { name: 'c', size: -1 },
];

const made = (ui: Record<string, string> = {}, rows = ROWS) =>
  table({
    ...{ id: 't', caption: 'Things', columns: COLUMNS, rows, key: ({ name }: Row) => name },
    state: pageState('crypto', undefined, { ui }),
  });

const namesOf = (view: ReturnType<typeof made>): string[] =>
  [...nodesOf(view)].filter(({ attributes }) => attributes['data-label'] === 'Name').map(textOf);

describe('a table', () => {
  it('shows its rows as they come until a column is chosen', () => {
    assert.deepEqual(namesOf(made()), ['b', 'none', 'a', 'c']);
  });

  it('sorts by numbers as numbers and by texts as texts, what is undefined last both ways', () => {
    assert.deepEqual(namesOf(made({ 'sort:t': 'size descending' })), ['a', 'b', 'c', 'none']);
    assert.deepEqual(namesOf(made({ 'sort:t': 'size ascending' })), ['c', 'b', 'a', 'none']);
    assert.deepEqual(namesOf(made({ 'sort:t': 'name ascending' })), ['a', 'b', 'c', 'none']);
  });

  it('ignores a choice of another table, of a column it has not, or that does not sort', () => {
    for (const ui of [
      { 'sort:u': 'size ascending' },
      { 'sort:t': 'colour ascending' },
      { 'sort:t': 'note ascending' },
    ])
      assert.deepEqual(namesOf(made(ui)), ['b', 'none', 'a', 'c']);
  });

  it('keeps every row, and the order of equal ones, whatever it sorts by', () =>
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 3 }), { freq: 4 })), sizes => {
        const rows = sizes.map((size, at) => ({ name: `${at}`, size }));
        const names = namesOf(made({ 'sort:t': 'size ascending' }, rows));
        const expected = [...rows].sort((a, b) => (a.size ?? 9) - (b.size ?? 9)).map(({ name }) => name);
        assert.deepEqual(names, expected);
      }),
    ));

  it('says in its heads which way it is sorted, and heads that sort are buttons', () => {
    const heads = [...nodesOf(made({ 'sort:t': 'size ascending' }))].filter(({ tag }) => tag === 'th');
    assert.deepEqual(
      heads.map(({ attributes }) => attributes['aria-sort']),
      [undefined, 'ascending', undefined],
    );
    assert.deepEqual(
      heads.map(({ attributes }) => attributes.scope),
      ['col', 'col', 'col'],
    );
    const buttons = heads.map(head => [...nodesOf(head)].some(({ tag }) => tag === 'button'));
    assert.deepEqual(buttons, [true, true, false]);
    assert.match(textOf(heads[1]!), /▲/);
  });

  it('goes from the largest first to the smallest first and back to how it came', () => {
    const clicked = (ui: Record<string, string>) =>
      nextSort(pageState('crypto', undefined, { ui }), 't', 'size');
    const first = clicked({});
    assert.deepEqual(first, { 'sort:t': 'size descending' });
    assert.deepEqual(clicked(first), { 'sort:t': 'size ascending' });
    assert.deepEqual(clicked(clicked(first)), { 'sort:t': '' });
    assert.deepEqual(clicked({ 'sort:t': 'name ascending' }), { 'sort:t': 'size descending' });
  });
});
