import assert from 'node:assert/strict';
import { Alpaca } from '@alpacahq/alpaca-trade-api/rest';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { parseCents } from '../../../src/lib/core/money.ts';
import { SimulatedMarket } from '../../../src/lib/market/simulated/simulated-market.ts';
import { Sandbox } from '../../../src/lib/sandbox/sandbox.ts';
import { type ServedSandbox, serveSandbox } from '../../../src/lib/sandbox/serve.ts';
import { HandClock } from '../../support/quotes.ts';
import { SUNDAY_NOON } from '../../support/sandbox.ts';

const clock = new HandClock(SUNDAY_NOON);
let served: ServedSandbox;
let alpaca: Alpaca;

/** The client's own hosts, led to the sandbox: it has no setting for them. */
const led: typeof fetch = (input, init) => {
  const { pathname, search } = new URL(String(input));
  return fetch(`${served.url}${pathname}${search}`, init);
};

describe('the official client', () => {
  before(async () => {
    const market = new SimulatedMarket({ seed: 42 });
    const prices = { quotes: market, bars: market };
    const sandbox = new Sandbox({ clock, prices, seed: 42, cash: parseCents('10000') });
    served = await serveSandbox(sandbox, { port: 0 });
    const { keyId, secret } = sandbox.keys;
    alpaca = new Alpaca({ keyId, secret, paper: true, fetchApi: led, retry: false, rateLimit: false });
  });
  after(() => served.close());

  it('reads the account, its settings, the clock and the assets', async () => {
    const account = await alpaca.trading.account.getAccount();
    assert.match(account.accountNumber ?? '', /^PA[0-9A-F]{10}$/);
    assert.deepEqual([account.status, account.cash, account.buyingPower], ['ACTIVE', '10000', '20000']);
    const clockNow = await alpaca.trading.clock.legacyClock();
    assert.deepEqual([clockNow.isOpen, clockNow.timestamp?.getTime()], [false, SUNDAY_NOON]);
    const asset = await alpaca.trading.assets.getV2AssetsSymbolOrAssetId({ symbolOrAssetId: 'BTC/USD' });
    assert.deepEqual([asset.symbol, asset.minTradeIncrement], ['BTC/USD', '0.000000001']);
  });

  it('buys, looks up, and reads the fill, the position and the fee', async () => {
    const order = await alpaca.trading.orders.market({
      symbol: 'BTC/USD',
      side: 'buy',
      notional: '75',
      timeInForce: 'ioc',
      clientOrderId: 'official-1',
    });
    assert.equal(order.status, 'pending_new');
    clock.advance(1_000);
    const found = await alpaca.trading.orders.getOrderByClientOrderId({ clientOrderId: 'official-1' });
    assert.deepEqual([found.id, found.status], [order.id, 'filled']);
    const [position] = await alpaca.trading.positions.getAllOpenPositions();
    assert.equal(position?.symbol, 'BTCUSD');
    assert.ok(Number(position?.qty) < Number(found.filledQty));
    clock.advance(DAY_MS);
    const activities = await alpaca.trading.accountActivities.getAccountActivities({ direction: 'asc' });
    assert.deepEqual(
      activities.map(activity => activity.activityType),
      ['FILL', 'CFEE'],
    );
  });

  it('reads bars over several pages, and the newest quote', async () => {
    const end = new Date(SUNDAY_NOON);
    const start = new Date(SUNDAY_NOON - 2 * DAY_MS);
    const request = {
      loc: 'us',
      symbols: 'BTC/USD,ETH/USD',
      timeframe: '1Hour',
      start,
      end,
      limit: 40,
    } as const;
    const first = await alpaca.marketData.crypto.cryptoBars(request);
    assert.equal(first.bars['BTC/USD']?.length, 40);
    const pageToken = first.nextPageToken ?? '';
    const second = await alpaca.marketData.crypto.cryptoBars({ ...request, pageToken });
    assert.deepEqual([second.bars['BTC/USD']?.length, second.bars['ETH/USD']?.length], [9, 31]);
    const { quotes } = await alpaca.marketData.crypto.cryptoLatestQuotes({ loc: 'us', symbols: 'BTC/USD' });
    const quote = quotes['BTC/USD'];
    assert.ok(quote && quote.bp > 0 && quote.bp < quote.ap);
  });
});
