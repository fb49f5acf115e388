import assert from 'node:assert/strict';
import { acceptPositions } from '../../../../src/lib/app/accept/accept-positions.ts';
import { positions } from '../../../../src/lib/app/positions.ts';
import { parseCents, parseQty } from '../../../../src/lib/core/money.ts';
import { acquireLock } from '../../../../src/lib/store/files/lock.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { LIVE_ACCOUNT, openOrder, RealDesk } from '../../../support/real-desk.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('taking positions over from the broker', () => {
  const folder = tempFolder();
  let desk: RealDesk;
  beforeEach(async () => {
    desk = new RealDesk(folder());
    await desk.record();
  });
  afterEach(() => desk.close());

  const accept = () => acceptPositions(desk.adapters, 'by hand');
  const hold = (symbol: string, coins: string) => {
    const held = parseQty(coins);
    desk.broker.held = [{ symbol, qty: held, qtyAvailable: held }];
  };

  it('follows a deposit without calling it profit', async () => {
    desk.broker.cash = parseCents('10500.25');
    assert.deepEqual(await accept(), {
      changed: true,
      cash: { before: 10_000, after: 10_500.25 },
      coins: [],
      lost: [],
    });
    const account = await positions(desk.adapters);
    assert.equal(account?.main.cash, 10_500.25);
    assert.equal(account?.main.realised, 0);
  });

  it('follows coins that were bought and sold by hand, at the bid', async () => {
    hold('BTC/USD', '0.02');
    desk.broker.cash = parseCents('9000');
    assert.deepEqual(await accept(), {
      changed: true,
      cash: { before: 10_000, after: 9_000 },
      coins: [{ symbol: 'BTC/USD', before: 0, after: 0.02 }],
      lost: [],
    });
    assert.deepEqual(desk.records.at(-1)?.data, {
      cash: '9000.00',
      coins: { 'BTC/USD': '0.02' },
      marks: { 'BTC/USD': '50000.00' },
      reason: 'by hand',
    });
    desk.broker.held = [];
    assert.deepEqual((await accept()).coins, [{ symbol: 'BTC/USD', before: 0.02, after: 0 }]);
    assert.deepEqual((await positions(desk.adapters))?.main.positions, []);
  });

  it('writes nothing when both say the same', async () => {
    assert.equal((await accept()).changed, false);
    assert.deepEqual(desk.types, ['GENESIS']);
  });

  it('is refused while an order is open at the broker, whoever made it', async () => {
    desk.broker.orders = [openOrder({ status: 'filled', clientOrderId: 'old' }), openOrder()];
    await assert.rejects(accept(), hiveError('ORDERS_OPEN', /: by-hand\.$/));
    desk.broker.orders = [openOrder({ status: 'a word nobody knows' })];
    await assert.rejects(accept(), hiveError('ORDERS_OPEN'));
    assert.deepEqual(desk.types, ['GENESIS']);
  });

  it('is refused for another account, without a quote, and while a tick runs', async () => {
    desk.broker.accountNumber = '999';
    await assert.rejects(accept(), hiveError('ACCOUNT_CHANGED'));
    desk.broker.accountNumber = LIVE_ACCOUNT;
    hold('DOGE/USD', '5');
    await assert.rejects(accept(), hiveError('NO_QUOTE', /DOGE\/USD/));
    const lock = acquireLock(desk.paths.tickLock);
    await assert.rejects(accept(), hiveError('BUSY'));
    lock?.release();
    assert.deepEqual(desk.types, ['GENESIS']);
  });
});

describe('taking positions over without a journal', () => {
  const folder = tempFolder();

  it('is refused with the way to begin one', async () => {
    const desk = new RealDesk(folder());
    await assert.rejects(acceptPositions(desk.adapters, 'x'), hiveError('NO_JOURNAL'));
    desk.close();
  });
});
