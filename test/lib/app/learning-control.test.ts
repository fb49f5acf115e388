import assert from 'node:assert/strict';
import { controlComparison } from '../../../src/lib/app/learning-control.ts';
import { control } from '../../../src/lib/app/schemas/learning-status.ts';
import { cents } from '../../../src/lib/core/money.ts';
import type { HiveState } from '../../../src/lib/journal/state.ts';
import { assertClose } from '../../support/approx.ts';
import { fold, GENESIS_ENTRY, JOURNAL_NOON, timed } from '../../support/journal-entries.ts';

const TICK = timed('TICK', {
  slot: 7,
  outcomes: [],
  marks: {},
  worth: {
    main: { cash: '10012.50', equity: '10012.50' },
    control: { cash: '9990.25', equity: '9990.25' },
  },
});
const NO_EQUITY = { atMs: [], main: [], control: [], length: 0 };

/** A state after one tick with so many round trips. */
function ticked(roundTrips: number, wins: number, external = 0): HiveState {
  const state = fold(GENESIS_ENTRY, TICK);
  const main = { ...state.books.main, roundTrips, wins, external: cents(external) };
  return { ...state, books: { main, control: { ...state.books.control, roundTrips } } };
}

describe('controlComparison', () => {
  it('is null before the first tick', () => {
    assert.equal(controlComparison({ state: null, equity: NO_EQUITY }), null);
    assert.equal(controlComparison({ state: fold(GENESIS_ENTRY), equity: NO_EQUITY }), null);
  });

  it('takes profit from starting cash, less what came from outside', () => {
    const found = control.parse(controlComparison({ state: ticked(4, 3, 500), equity: NO_EQUITY }));
    assertClose(
      [found.model.profit, found.control.profit, found.difference, found.model.profitShare],
      [7.5, -9.75, 17.25, 0.00075],
    );
    assert.deepEqual([found.model.winRate, found.model.maxDrawdown, found.points], [0.75, null, []]);
  });

  it('says that few round trips show luck', () => {
    const says = (trips: number) => controlComparison({ state: ticked(trips, 0), equity: NO_EQUITY })?.says;
    assert.equal(
      says(1),
      'The account is $22.25 ahead of the control arm after 1 round trip against 1; ' +
        'with fewer than 30 each, a few weeks show luck more than skill.',
    );
    assert.match(says(29)!, /luck more than skill/);
    assert.doesNotMatch(says(30)!, /luck/);
    assert.equal(controlComparison({ state: ticked(0, 0), equity: NO_EQUITY })?.model.winRate, null);
  });

  it('gives at most 300 points, the first and the last among them, of no more than is there', () => {
    // Columns with room for more than they hold.
    const [room, length] = [2_000, 1_234];
    const column = (of: (i: number) => number) => Float64Array.from({ length: room }, (_, i) => of(i));
    const equity = {
      atMs: column(i => JOURNAL_NOON + i),
      main: column(i => (i < length ? 10_000 - (i % 100) : 1)),
      control: column(() => 10_000),
      length,
    };
    const found = control.parse(controlComparison({ state: ticked(0, 0), equity }));
    assert.equal(found.points.length, 300);
    assert.deepEqual(found.points[0], [JOURNAL_NOON, 10_000, 10_000]);
    assert.deepEqual(found.points.at(-1), [JOURNAL_NOON + 1_233, 9_967, 10_000]);
    assertClose([found.model.maxDrawdown!, found.control.maxDrawdown!], [0.0099, 0]);
  });
});
