import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Column, table } from '../../src/output/table.ts';

const columns: Column[] = [
  { header: 'Symbol', priority: 1 },
  { header: 'Qty', align: 'right', priority: 1 },
  { header: 'Value', align: 'right' },
  { header: 'Reason', priority: 3 },
  { header: 'Note', priority: 4 },
];
const rows = [
  ['BTC/USD', '0.001254903', '$75.00', 'CONFIDENCE_TOO_LOW', 'the forest was not sure enough'],
  ['ETH/USD', '1', '$1,234.56', 'EPOCH_DECIDED', 'nothing to do'],
];

const lines = (text: string) => text.split('\n');

describe('table', () => {
  it('shows everything where there is room, numbers to the right', () => {
    assert.deepEqual(lines(table(columns, rows, { width: 120 })), [
      'Symbol           Qty      Value  Reason              Note',
      '───────  ───────────  ─────────  ──────────────────  ──────────────────────────────',
      'BTC/USD  0.001254903     $75.00  CONFIDENCE_TOO_LOW  the forest was not sure enough',
      'ETH/USD            1  $1,234.56  EPOCH_DECIDED       nothing to do',
    ]);
  });

  it('cuts texts at 80', () => {
    assert.deepEqual(lines(table(columns, rows, { width: 80 })), [
      'Symbol           Qty      Value  Reason              Note',
      '───────  ───────────  ─────────  ──────────────────  ───────────────────────────',
      'BTC/USD  0.001254903     $75.00  CONFIDENCE_TOO_LOW  the forest was not sure en…',
      'ETH/USD            1  $1,234.56  EPOCH_DECIDED       nothing to do',
    ]);
  });

  it('leaves out what matters least at 60, and says so', () => {
    const wide = columns.map(column => ({ ...column, minWidth: 18 }));
    assert.deepEqual(lines(table(wide, rows, { width: 60 })), [
      'Symbol           Qty      Value  Reason',
      '───────  ───────────  ─────────  ──────────────────',
      'BTC/USD  0.001254903     $75.00  CONFIDENCE_TOO_LOW',
      'ETH/USD            1  $1,234.56  EPOCH_DECIDED',
      'Not shown for lack of room: Note.',
    ]);
  });

  it('keeps a cell on its line', () => {
    assert.equal(lines(table([{ header: 'A' }], [['x\ny\tz']], { width: 60 })).length, 3);
  });

  it('is a header and a rule without rows', () => {
    assert.equal(table([{ header: 'A' }, { header: 'B' }], [], { width: 60 }), 'A  B\n─  ─');
  });

  it('never grows wider than asked, never ends a line with a blank, never cuts a number', () => {
    const column = fc.record({
      header: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' }),
      align: fc.constantFrom('left' as const, 'right' as const),
      priority: fc.integer({ min: 1, max: 5 }),
    });
    const cell = fc.string({ maxLength: 24, unit: fc.constantFrom(...'abc12 .,-') });
    const some = fc
      .array(column, { minLength: 1, maxLength: 8 })
      .chain(all =>
        fc.tuple(
          fc.constant(all),
          fc.array(fc.array(cell, { minLength: all.length, maxLength: all.length })),
        ),
      );
    fc.assert(
      fc.property(some, fc.integer({ min: 60, max: 140 }), ([all, cells], width) => {
        const drawn = lines(table(all, cells, { width }));
        for (const line of drawn.filter(each => !each.startsWith('Not shown'))) {
          assert.ok([...line].length <= width, `${line.length} > ${width}`);
          assert.doesNotMatch(line, /\s$/);
        }
      }),
    );
  });
});
