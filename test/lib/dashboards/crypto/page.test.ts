import assert from 'node:assert/strict';
import { crypto } from '../../../../src/lib/dashboards/crypto/page.ts';
import type { LiveFeed, PageState } from '../../../../src/lib/dashboards/shared/state.ts';
import { toHtml } from '../../../../src/lib/dashboards/shared/to-html.ts';
import { pageState, withStatus } from '../../../support/page-state.ts';
import { emptyFeed, SAMPLE_NOW, sampleFeed } from '../../../support/sample-feed.ts';
import { byClass, byId, textOf } from '../../../support/view-texts.ts';

const shown = (feed?: LiveFeed, change: Partial<PageState> = {}) =>
  crypto.view(pageState('crypto', feed, change));
const part = (id: string, ...of: Parameters<typeof shown>): string => textOf(byId(shown(...of), id));

const ordersFeed = (change: Partial<LiveFeed['orders']['orders'][number]>): LiveFeed => {
  const feed = sampleFeed();
  return sampleFeed({
    orders: { open: 1, orders: feed.orders.orders.map(order => ({ ...order, ...change })) },
  });
};

describe('the crypto page', () => {
  it('begins with the equity, today, the control arm and the drawdown', () => {
    const text = part('money');
    assert.match(text, /Equity \$10,001\.10 Today ▲\+\$1\.10 ▲\+0\.01 %/);
    assert.match(text, /Control arm, 24 h ▼-\$1\.80/);
    assert.match(text, /Deepest drawdown 0\.03 %/);
  });

  it('draws the equity without a script too, and says in words what the pictures show', () => {
    const view = shown();
    assert.equal(
      byId(view, 'equity-chart').attributes['aria-label'],
      'Equity over 24 hours: +$1.10 to $10,001.10.',
    );
    assert.match(toHtml(byId(view, 'equity-chart')), /<path class="line" d="M1 /);
    assert.match(textOf(byId(view, 'underwater-chart')), /^Below the peak, at most 0\.03 %; now 0\.00 %\.$/);
  });

  it('shows of each coin its price, spread, position, exits, last signal and next decision', () => {
    const text = part('coin-BTC-USD');
    for (const found of [
      '$60,560.00 ▲+0.10 %',
      // (60,608 - 60,560) / 60,584 is 7.92 basis points.
      'spread 7.9 bp (0.08 %)',
      'Quantity 0.00125',
      'Cost $75.40 at $60,320.00',
      // 0.30 / 75.40.
      'Unrealised ▲+$0.30 ▲+0.40 %',
      // 58,900 / 60,560 - 1.
      'Stop $58,900.00 -2.7 %',
      'Target $62,000.00 +2.4 %',
      'Horizon 2026-11-27 00:00Z in 11h 59m',
      'BUY probability up 72.0 %, confidence 72.0 %, needed is more than 70.0 %',
      'Bought, the confidence 72 % is above 70 %.',
      'Next decision: at the first tick from 2026-11-27 00:00Z on, in 11h 59m.',
    ])
      assert.ok(text.includes(found), `${found} is not in: ${text}`);
  });

  it('says what would open a position where there is none', () => {
    assert.match(
      part('coin-ETH-USD'),
      /None\. A buy signal with a confidence above 70 % opens one; the last one was SELL: its confidence 61 % is not above 70 %\./,
    );
  });

  it('shows no stocks, and a coin that is held though it has no price now', () => {
    const view = shown(
      sampleFeed({ quotes: sampleFeed().quotes.filter(({ symbol }) => symbol !== 'BTC/USD') }),
    );
    assert.throws(() => byId(view, 'coin-AAPL'));
    assert.match(textOf(byId(view, 'coin-BTC-USD')), /There is no price of it now\. .*Quantity 0\.00125/);
  });

  it('puts limits into words and bars, and names what is known in a tick alone', () => {
    const text = part('limits');
    assert.match(text, /off: orders may be sent/);
    assert.match(text, /Exposure \$75\.70, 0\.8 % of equity/);
    assert.match(text, /Notional a day \$150\.00 of \$1,500\.00/);
    assert.match(text, /One order at most \$75\.00/);
  });

  it('cannot be taken for trading while it is halted', () => {
    const limits = { ...sampleFeed().limits, halted: 'the market fell' };
    const feed = withStatus({ halted: 'the market fell' }, sampleFeed({ limits }));
    assert.match(part('limits', feed), /HALTED the market fell/);
    assert.match(part('coin-BTC-USD', feed), /Next decision: none while trading is halted\./);
  });

  it('says whether real money may be traded, and that it is without evidence', () => {
    const withArmed = (armed: Partial<LiveFeed['limits']['armed']>) => {
      const { limits } = sampleFeed();
      return sampleFeed({ limits: { ...limits, armed: { ...limits.armed, needed: true, ...armed } } });
    };
    assert.match(part('limits', withArmed({ says: 'Nobody armed it.' })), /! NOT ARMED Nobody armed it\./);
    const until = '2026-12-01T00:00:00.000Z';
    assert.match(part('limits', withArmed({ until, says: 'Until then.' })), /✓ ARMED/);
    assert.match(part('limits', withArmed({ until, withoutEvidence: true, says: 'So.' })), /! ARMED/);
  });

  it('lists trades newest first, each with a reason', () => {
    const text = part('trades');
    assert.ok(text.indexOf('$59,850.00') < text.indexOf('$1,650.00'));
    assert.match(text, /Sold: the target price was reached\. EXIT_TARGET/);
    assert.match(text, /▲\+\$0\.80/);
  });

  it('asks why only of trades that are opened, by the slot of their order', () => {
    assert.deepEqual(crypto.needs(pageState('crypto')), []);
    const ui = { 'why:119': 'open' };
    // The order of that fill was made at 00:02:00: the slot is that time over 120 s.
    const slot = Date.parse('2026-11-26T00:02:00.000Z') / 120_000;
    assert.deepEqual(crypto.needs(pageState('crypto', undefined, { ui })), [`/api/crypto/why?tick=${slot}`]);
    assert.match(part('trades', undefined, { ui }), /Loading …/);
  });

  it('tells of an opened trade what led to it', () => {
    const slot = Date.parse('2026-11-26T00:02:00.000Z') / 120_000;
    const data = {
      symbols: [
        {
          ...{ symbol: 'BTC/USD', reason: 'ENTRY_SIGNAL', meaning: 'bought', bid: '59850.00' },
          decision: {
            ...{ seq: 1, at: '2026-11-26T00:02:00.000Z', now: true, features: null },
            data: {
              strategy: 'forest',
              threshold: 0.7,
              signal: { action: 'BUY', confidence: 0.72, probabilityUp: 0.72 },
            },
          },
          order: {
            intent: { side: 'buy', symbol: 'BTC/USD' },
            events: [{ at: '2026-11-26T00:02:01.000Z', type: 'FILL', text: 'filled' }],
            fills: [],
          },
          control: { traded: false, action: 'HOLD' },
        },
      ],
    };
    const answers = {
      [`/api/crypto/why?tick=${slot}`]: { state: 'loaded', data, asOf: '2026-11-26T12:00:00.000Z' },
    } as const;
    const text = part('trades', undefined, { ui: { 'why:119': 'open' }, answers });
    assert.match(text, /The strategy forest said BUY: the confidence 72 % is above 70 %/);
    assert.match(text, /00:02:01Z filled\./);
    assert.match(text, /The control arm did not trade: HOLD\./);
  });

  it('marks orders whose outcome is not known as frozen, and lists only those that have not ended', () => {
    assert.match(part('orders'), /None: each order has ended\./);
    assert.match(part('orders', ordersFeed({ state: 'open' })), /BTC\/USD buy \$75\.00 0\.001253133 i open/);
    const frozen = ordersFeed({ state: 'unknown', detail: 'the connection broke' });
    assert.match(part('orders', frozen), /✕ frozen .*not traded: the connection broke/);
    assert.match(part('health', frozen), /Broker ✕ problem What became of an order is not known\./);
  });

  it('shows every check with what to do about it', () => {
    const { health } = sampleFeed();
    const checks = [
      ...health.checks,
      { id: 'disk', title: 'Disk', state: 'warning' as const, says: 'It is full.', todo: 'See: hive doctor' },
    ];
    assert.match(
      part('health', sampleFeed({ health: { ...health, checks } })),
      /Disk ! warning It is full\. See: hive doctor/,
    );
  });

  it('shows a training while it runs', () => {
    const training = {
      ...{ startedAt: '2026-11-26T12:00:00.000Z', step: 'walk-forward fold 2', done: 2, total: 8 },
      ...{ updatedAt: '2026-11-26T12:00:20.000Z', leftMs: 60_000 },
    };
    assert.match(part('training', sampleFeed({ training })), /walk-forward fold 2 25 %, 1m left/);
    assert.match(part('training'), /No training runs now; the next is in 3 cycles\./);
  });

  it('names before the first tick the command of each part', () => {
    assert.match(part('money', emptyFeed()), /No tick has run yet\. Run hive trade tick/);
    assert.match(part('coins', emptyFeed()), /hive train cycle/);
    assert.match(part('trades', emptyFeed()), /No trade yet: no tick has run\. Run hive trade tick/);
    assert.match(part('orders', emptyFeed()), /None: no order was made yet\./);
    assert.match(part('training', emptyFeed()), /Run hive train cycle/);
  });

  it('says that ticks have stopped in every part that they make', () => {
    const view = shown(sampleFeed(), { nowMs: SAMPLE_NOW + 600_000 });
    for (const id of ['money', 'limits', 'trades', 'orders'])
      assert.match(textOf(byId(view, id)), /10m 30s ago stale/, id);
    assert.equal(
      byClass(view, 'part').filter(({ attributes }) => attributes.class === 'part stale').length,
      2,
    );
  });

  it('says that it is not connected in every part', () => {
    const view = shown(sampleFeed(), { connection: { state: 'lost', retryAtMs: null, sinceMs: SAMPLE_NOW } });
    const panels = byClass(view, 'panel');
    assert.equal(panels.length, 8);
    for (const { attributes } of panels.filter(({ attributes: { id } }) => id !== 'training'))
      assert.match(attributes.class!, /\blost\b/, attributes.id);
    assert.match(textOf(byId(view, 'health')), /Live feed ✕ problem Not connected/);
  });

  it('has an id only once, and a heading in every panel', () => {
    const html = toHtml(shown());
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(html.match(/<h1/g)?.length, 1);
  });
});
