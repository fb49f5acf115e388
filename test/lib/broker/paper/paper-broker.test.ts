import assert from 'node:assert/strict';
import { quoteFills } from '../../../../src/lib/broker/paper/fill-model.ts';
import { MemoryLedger } from '../../../../src/lib/broker/paper/memory-ledger.ts';
import { parseCents, parsePrice, parseQty, qty } from '../../../../src/lib/core/money.ts';
import { fillsOfClient } from '../../../support/broker-reads.ts';
import { approved, entry, exit, NOON } from '../../../support/orders.ts';
import { NEW_ACCOUNT, paperDesk } from '../../../support/paper.ts';

const BUY = 'hive-0123456789-BTCUSD-buy-1';
const SELL = 'hive-0123456789-BTCUSD-sell-2';
const buyOf = (amount: string) => approved(entry(parseCents(amount)), BUY);
const sellOf = (amount: string) => approved(exit(parseQty(amount)), SELL);

describe('PaperBroker', () => {
  it('buys at the ask: whole at once, fee in coins', async () => {
    const { broker } = paperDesk();
    await broker.submit(buyOf('75'));
    const [fill] = await fillsOfClient(broker, BUY);
    // floor9(75 / 50,010) = 0.001499700; its fee is ceil9(0.00000374925) = 0.000003750.
    assert.deepEqual([fill?.qty, fill?.price, fill?.atMs], [1_499_700n, parsePrice('50010'), NOON]);
    assert.deepEqual(await broker.positions(), [
      { symbol: 'BTC/USD', qty: 1_495_950n, qtyAvailable: 1_495_950n },
    ]);
    // 0.0014997 × 50,010 = 74.999997, paid with 75.00.
    assert.equal((await broker.account()).cash, parseCents('9925'));
  });

  it('sells at the bid and rounds the fee up to the cent', async () => {
    // One sale of 56.7232 dollars was billed 0.15, not 0.1418: bennycode/trading-signals PR#1350.
    const { broker, quotes } = paperDesk();
    await broker.submit(buyOf('1000'));
    quotes.set('BTC/USD', 56_723.2, 56_800);
    const { cash } = await broker.account();
    await broker.submit(sellOf('0.001'));
    assert.equal((await broker.account()).cash - cash, parseCents('56.57'));
  });

  it('keeps the net quantities that were seen at the real broker', async () => {
    // Gross and net of alpacahq/alpaca-py#374 and bennycode/trading-signals PR#1353.
    for (const [gross, net] of [
      ['0.1', '0.09975'],
      ['0.0002', '0.0001995'],
      ['0.001254903', '0.001251765'],
    ] as const) {
      const { broker } = paperDesk();
      const order = approved(entry(parseCents('75'), { size: { kind: 'qty', qty: parseQty(gross) } }), BUY);
      assert.equal((await broker.submit(order)).kind, 'ACCEPTED');
      assert.equal((await broker.positions())[0]?.qty, parseQty(net));
    }
  });

  it('refuses with the codes and words of Alpaca', async () => {
    const { broker } = paperDesk();
    const refusal = async (order: ReturnType<typeof buyOf>) => {
      const outcome = await broker.submit(order);
      assert.equal(outcome.kind, 'REFUSED');
      return `${outcome.code} ${outcome.message}`;
    };
    assert.equal(await refusal(buyOf('9.99')), '40310000 cost basis must be >= minimal amount of order 10');
    assert.equal(
      await refusal(buyOf('10000.01')),
      '40310000 insufficient balance for USD (requested: 10000.01, available: 10000.00)',
    );
    assert.equal(
      await refusal(sellOf('0.12')),
      '40310000 insufficient balance for BTC (requested: 0.12, available: 0)',
    );
    const doge = approved(entry(parseCents('20'), { symbol: 'DOGE/USD' }), BUY);
    assert.equal(await refusal(doge), '42210000 asset "DOGE/USD" not found');
    assert.deepEqual(await broker.ordersSince(0), []);
  });

  it('refuses to sell gross what it holds net', async () => {
    // The refusal that was seen at the real broker after a buy of 0.12.
    const { broker } = paperDesk();
    await broker.submit(
      approved(entry(parseCents('75'), { size: { kind: 'qty', qty: parseQty('0.12') } }), BUY),
    );
    const outcome = await broker.submit(sellOf('0.12'));
    assert.equal(outcome.kind, 'REFUSED');
    assert.equal(outcome.message, 'insufficient balance for BTC (requested: 0.12, available: 0.1197)');
  });

  it('answers a duplicate with Alpaca’s words, as an unknown outcome, even without a quote, and fills nothing', async () => {
    const { broker, quotes } = paperDesk();
    await broker.submit(buyOf('75'));
    quotes.set('BTC/USD', Number.NaN, Number.NaN);
    assert.deepEqual(await broker.submit(buyOf('75')), {
      kind: 'UNKNOWN',
      detail: '40010001 client_order_id must be unique',
      requestId: null,
    });
    assert.equal((await fillsOfClient(broker, BUY)).length, 1);
  });

  it('takes a buy for all of its cash', async () => {
    const { broker } = paperDesk();
    assert.equal((await broker.submit(buyOf('10000'))).kind, 'ACCEPTED');
    assert.ok((await broker.account()).cash >= 0n);
  });

  it('judges a buy by quantity by its cost: down for the minimum, up for the cash', async () => {
    const buyQty = (amount: string) =>
      approved(entry(parseCents('75'), { size: { kind: 'qty', qty: parseQty(amount) } }), BUY);
    const { broker, quotes } = paperDesk();
    const messageOf = async (amount: string) => {
      const outcome = await broker.submit(buyQty(amount));
      return outcome.kind === 'REFUSED' ? outcome.message : outcome.kind;
    };
    quotes.set('BTC/USD', 10_000, 10_000);
    assert.match(await messageOf('0.000999999'), /cost basis/);
    assert.match(await messageOf('1.000000001'), /requested: 10000.01, available: 10000.00/);
    assert.equal(await messageOf('0.001'), 'ACCEPTED');
  });

  it('lets a refused id be used again, for it keeps no trace of it', async () => {
    const { broker } = paperDesk();
    await broker.submit(buyOf('9'));
    assert.deepEqual(await broker.orderByClientId(BUY), { kind: 'MISSING' });
    assert.equal((await broker.submit(buyOf('11'))).kind, 'ACCEPTED');
  });

  it('sells below $10', async () => {
    const { broker } = paperDesk();
    await broker.submit(buyOf('75'));
    assert.equal((await broker.submit(sellOf('0.0001'))).kind, 'ACCEPTED');
  });

  it('refuses orders for nothing', async () => {
    const { broker } = paperDesk();
    const nothing = approved(entry(parseCents('75'), { size: { kind: 'qty', qty: qty(0) } }), BUY);
    assert.deepEqual(await broker.submit(nothing), {
      kind: 'REFUSED',
      code: '42210000',
      message: 'qty must be > 0',
      requestId: null,
    });
  });

  it('refuses without a quote, and says why there is none', async () => {
    const silent = paperDesk(undefined, { quotes: { quote: async () => null } });
    assert.deepEqual(await silent.broker.submit(buyOf('75')), {
      kind: 'REFUSED',
      code: '42210000',
      message: 'no quote available for BTC/USD',
      requestId: null,
    });
    const quotes = { quote: () => Promise.reject(new Error('source is down')) };
    const broken = await paperDesk(undefined, { quotes }).broker.submit(buyOf('75'));
    assert.equal(broken.kind, 'REFUSED');
    assert.equal(broken.message, 'no quote available for BTC/USD: source is down');
  });

  it('answers UNKNOWN, and does not throw, when the books fail', async () => {
    class FullDisk extends MemoryLedger {
      override record(): void {
        throw new Error('disk is full');
      }
    }
    const { broker } = paperDesk(new FullDisk(NEW_ACCOUNT));
    assert.deepEqual(await broker.submit(buyOf('75')), {
      kind: 'UNKNOWN',
      detail: 'disk is full',
      requestId: null,
    });
  });

  it('gives the same ids to the same client id, and others to another', async () => {
    const ids = async (id: string) => {
      const { broker } = paperDesk();
      const outcome = await broker.submit(approved(entry(parseCents('75')), id));
      assert.equal(outcome.kind, 'ACCEPTED');
      return [outcome.order.id, ...(await fillsOfClient(broker, id)).map(fill => fill.id)];
    };
    assert.deepEqual(await ids(BUY), await ids(BUY));
    assert.equal(new Set([...(await ids(BUY)), ...(await ids(`${BUY}0`))]).size, 4);
  });

  it('charges slippage on top of the quote', async () => {
    const { broker } = paperDesk(undefined, { fills: quoteFills({ slippageBps: 10 }) });
    await broker.submit(buyOf('75'));
    assert.equal((await fillsOfClient(broker, BUY))[0]?.price, parsePrice('50060.01'));
  });
});
