import assert from 'node:assert/strict';
import type { Broker, BrokerOrder } from '../../src/lib/broker/broker.ts';
import { settle } from '../../src/lib/core/fill.ts';
import { cents, notional, parseCents, parseQty, qty } from '../../src/lib/core/money.ts';
import { isTerminal } from '../../src/lib/core/order-lifecycle.ts';
import { clientIds, fillsOfClient } from '../support/broker-reads.ts';
import { approved, entry, exit } from '../support/orders.ts';

export interface BrokerHarness {
  /** A fresh account of $10,000 without positions, and a BTC/USD quote that fills orders. */
  readonly broker: Broker;
  /** Fee rate the account is charged, in parts per million. */
  readonly feePpm: bigint;
  dispose?(): void | Promise<void>;
}

const BUY = 'hive-contract00-BTCUSD-buy-1';
const SELL = 'hive-contract00-BTCUSD-sell-2';
const buyOf = (amount: string, id = BUY) => approved(entry(parseCents(amount)), id);

const POLLS = 50;
const POLL_MS = 20;

/** The order once it can no longer change. */
async function finished(broker: Broker, clientOrderId: string): Promise<BrokerOrder> {
  for (let asked = 0; asked < POLLS; asked++) {
    const found = await broker.orderByClientId(clientOrderId);
    if (found.kind === 'FOUND' && isTerminal(found.order.status)) return found.order;
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
  return assert.fail(`order ${clientOrderId} never reached a terminal state`);
}

async function held(broker: Broker): Promise<bigint> {
  const positions = await broker.positions();
  return positions.find(({ symbol }) => symbol === 'BTC/USD')?.qty ?? 0n;
}

/** What every broker promises, whoever stands behind it. */
export function brokerContract(name: string, make: () => BrokerHarness | Promise<BrokerHarness>): void {
  describe(`${name} (broker contract)`, () => {
    let harness: BrokerHarness;
    let broker: Broker;
    beforeEach(async () => {
      harness = await make();
      broker = harness.broker;
    });
    afterEach(() => harness.dispose?.());

    it('shows a new account with its cash and no position', async () => {
      const account = await broker.account();
      assert.equal(account.cash, parseCents('10000'));
      assert.equal(account.blocked, null);
      assert.ok(account.nonMarginableBuyingPower <= account.cash && account.accountNumber !== '');
      assert.deepEqual(await broker.positions(), []);
    });

    it('accepts a buy, fills it once and finds it by its client id', async () => {
      const outcome = await broker.submit(buyOf('75'));
      assert.equal(outcome.kind, 'ACCEPTED');
      const order = await finished(broker, BUY);
      assert.equal(order.id, outcome.order.id);
      assert.deepEqual([order.clientOrderId, order.symbol, order.side], [BUY, 'BTC/USD', 'buy']);
      const fills = await fillsOfClient(broker, BUY);
      assert.ok(fills.length > 0 && new Set(fills.map(fill => fill.id)).size === fills.length);
      assert.equal(
        fills.reduce((sum, fill) => sum + fill.qty, 0n),
        order.filledQty,
      );
    });

    it('spends no more than the order names', async () => {
      await broker.submit(buyOf('75'));
      await finished(broker, BUY);
      const { cash } = await broker.account();
      assert.ok(cash >= parseCents('9925') && cash < parseCents('10000'));
    });

    it('holds the position net of the fee that its fills imply', async () => {
      await broker.submit(buyOf('75'));
      await finished(broker, BUY);
      const fills = await fillsOfClient(broker, BUY);
      const net = fills.reduce((sum, fill) => sum + settle(fill, harness.feePpm).qty, 0n);
      assert.equal(await held(broker), net);
    });

    it('never fills the same client id twice', async () => {
      await broker.submit(buyOf('75'));
      await finished(broker, BUY);
      const before = { held: await held(broker), cash: (await broker.account()).cash };
      const again = await broker.submit(buyOf('75'));
      assert.notEqual(again.kind, 'ACCEPTED');
      assert.deepEqual({ held: await held(broker), cash: (await broker.account()).cash }, before);
      assert.equal((await clientIds(broker)).filter(id => id === BUY).length, 1);
    });

    it('sells the whole net position and is flat after it', async () => {
      await broker.submit(buyOf('75'));
      await finished(broker, BUY);
      const cash = (await broker.account()).cash;
      const amount = qty(await held(broker));
      assert.equal((await broker.submit(approved(exit(amount), SELL))).kind, 'ACCEPTED');
      const order = await finished(broker, SELL);
      assert.equal(order.filledQty, amount);
      assert.equal(await held(broker), 0n);
      const gained = (await broker.account()).cash - cash;
      const [fill] = await fillsOfClient(broker, SELL);
      assert.ok(fill && gained > 0n && gained < notional(amount, fill.price, 'ceil'));
    });

    it('refuses a buy below $10 and a buy above the cash', async () => {
      for (const amount of ['9.99', '10000.01']) {
        const outcome = await broker.submit(buyOf(amount));
        assert.equal(outcome.kind, 'REFUSED');
        assert.equal(outcome.code, '40310000');
      }
      assert.equal((await broker.account()).cash, parseCents('10000'));
    });

    it('refuses to sell what is not there', async () => {
      const outcome = await broker.submit(approved(exit(parseQty('0.001')), SELL));
      assert.equal(outcome.kind, 'REFUSED');
      assert.equal(outcome.code, '40310000');
      assert.deepEqual(await broker.positions(), []);
    });

    it('says of an id it never saw that it is missing', async () => {
      assert.deepEqual(await broker.orderByClientId('hive-never-seen'), { kind: 'MISSING' });
      assert.deepEqual(await fillsOfClient(broker, 'hive-never-seen'), []);
    });

    it('lists client ids from a time on, oldest first', async () => {
      await broker.submit(buyOf('20'));
      const { submittedMs } = await finished(broker, BUY);
      await broker.submit(buyOf('20', `${BUY}1`));
      await finished(broker, `${BUY}1`);
      assert.deepEqual(await clientIds(broker, submittedMs), [BUY, `${BUY}1`]);
      assert.deepEqual(await clientIds(broker, submittedMs + 86_400_000), []);
      assert.ok((await broker.account()).cash >= cents(996_000));
    });
  });
}
