import assert from 'node:assert/strict';
import { type FlattenOptions, flatten } from '../../../src/lib/app/flatten.ts';
import { halt } from '../../../src/lib/app/halt/halt.ts';
import { readState } from '../../../src/lib/app/read-journal.ts';
import type { TickReport } from '../../../src/lib/app/tick/run-tick.ts';
import { HiveError } from '../../../src/lib/core/errors.ts';
import { hiveError } from '../../support/hive-error.ts';
import { RealDesk } from '../../support/real-desk.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const PAPER = {
  mode: 'paper',
  broker: { kind: 'alpaca' },
  market: { crypto: { source: 'alpaca' }, stocks: { symbols: [] } },
};

const TICK: TickReport = {
  slot: 1,
  at: '2026-11-22T12:00:00.000Z',
  outcomes: [],
  orders: [],
  halted: null,
  worth: { main: { cash: '0.00', equity: '0.00' }, control: { cash: '0.00', equity: '0.00' } },
  open: 0,
  warnings: [],
};

describe('flatten', () => {
  const folder = tempFolder();
  let desk: RealDesk;
  let ticks = 0;
  beforeEach(() => {
    desk = new RealDesk(folder(), PAPER);
    ticks = 0;
  });
  afterEach(() => desk.close());

  const all = (changes: Partial<FlattenOptions> = {}) =>
    flatten(desk.adapters, {
      reason: 'going away',
      evenIfHalted: false,
      confirm: async () => true,
      sell: async () => {
        ticks += 1;
        return TICK;
      },
      ...changes,
    });

  it('cancels what is open, marks what is held, then sells', async () => {
    await desk.hold('BTC/USD', '0.002');
    await desk.hold('ETH/USD', '0.5', '3000.00');
    const { held, cancel, tick } = await all();
    assert.deepEqual(
      held.map(({ symbol, value }) => [symbol, value]),
      [
        ['BTC/USD', 100],
        ['ETH/USD', 1500],
      ],
    );
    assert.deepEqual([cancel.state, tick, ticks], ['done', TICK, 1]);
    assert.deepEqual(desk.broker.asked, ['cancelAll']);
    const last = desk.records.at(-1);
    assert.deepEqual(
      [last?.type, last?.data],
      ['FLATTEN', { symbols: ['BTC/USD', 'ETH/USD'], reason: 'going away' }],
    );
    const state = await readState(desk.adapters);
    assert.equal(state?.books.main.symbols['BTC/USD']?.closing, 'EXIT_FLATTEN');
  });

  it('does nothing where nothing is held', async () => {
    await desk.record();
    assert.deepEqual(await all(), {
      held: [],
      cancel: { state: 'not-needed', detail: 'nothing is held' },
      tick: null,
    });
    assert.deepEqual([desk.types, desk.broker.asked, ticks], [['GENESIS'], [], 0]);
  });

  it('changes nothing when a person does not want it', async () => {
    await desk.hold('BTC/USD', '0.002');
    await assert.rejects(all({ confirm: async () => false }), hiveError('NOT_CONFIRMED'));
    assert.deepEqual([desk.types, desk.broker.asked, ticks], [['GENESIS', 'BALANCE'], [], 0]);
  });

  it('is refused while trading is halted, unless a person says so', async () => {
    await desk.hold('BTC/USD', '0.002');
    await halt(desk.adapters, { reason: 'alarm', local: true });
    await assert.rejects(all(), hiveError('HALTED', /alarm/));
    assert.equal(ticks, 0);
    await all({ evenIfHalted: true });
    assert.equal(ticks, 1);
  });

  it('is refused with real money that is not armed, before the broker is asked', async () => {
    const live = new RealDesk(folder());
    await assert.rejects(
      flatten(live.adapters, {
        reason: 'x',
        evenIfHalted: true,
        confirm: async () => true,
        sell: async () => TICK,
      }),
      hiveError('NOT_ARMED'),
    );
    assert.deepEqual(live.broker.asked, []);
    live.close();
  });

  it('leaves the mark when the first tick fails, and says that selling goes on', async () => {
    await desk.hold('BTC/USD', '0.002');
    const sell = async () => {
      throw new HiveError({ kind: 'broker', code: 'DOWN', message: 'Down.', next: 'Wait.' });
    };
    await assert.rejects(
      all({ sell }),
      (error: unknown) => error instanceof HiveError && /^Everything is marked for sale/.test(error.next),
    );
    assert.equal(desk.types.at(-1), 'FLATTEN');
  });
});
