import assert from 'node:assert/strict';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import type { Store } from '../../src/lib/store/ports.ts';
import type { Try } from '../../src/lib/store/tries.ts';

/** A try on BTC/USD from day 10 up to day 20. */
function aTry(fingerprint: string, more: Partial<Try> = {}): Try {
  return {
    fingerprint,
    kind: 'backtest',
    atMs: 1,
    market: 'real',
    symbols: ['BTC/USD'],
    interval: '1h',
    fromMs: 10 * DAY_MS,
    toMs: 20 * DAY_MS,
    strategy: 'sma-cross',
    params: '{"fast":10,"slow":50}',
    sharpe: 0.05,
    days: 10,
    ...more,
  };
}

const QUERY = { market: 'real', symbols: ['BTC/USD'], fromMs: 10 * DAY_MS, toMs: 20 * DAY_MS };

/** What every ledger of tries promises. */
export function triesContract(name: string, open: () => Store): void {
  describe(`${name} keeps the ledger of tries`, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => {
      store.close();
    });
    const found = (query: Partial<typeof QUERY> = {}) =>
      store.tries.list({ ...QUERY, ...query }).map(({ fingerprint }) => fingerprint);

    it('gives tries back as they were added, oldest first, symbols once and in order', () => {
      const late = aTry('aa', { atMs: 3, kind: 'sweep', sharpe: -1 / 3, days: 9.5, interval: '1m' });
      const training = aTry('bb', { atMs: 2, kind: 'training', sharpe: null, strategy: 'forest' });
      const mixed = aTry('cc', { atMs: 3, symbols: ['ETH/USD', 'AAPL', 'BTC/USD', 'AAPL'] });
      assert.equal(store.tries.add([late, training, mixed]), 3);
      const symbols = ['AAPL', 'BTC/USD', 'ETH/USD'];
      assert.deepEqual(store.tries.list(QUERY), [training, late, { ...mixed, symbols }]);
    });

    it('counts nothing where nothing was tried', () => {
      assert.equal(store.tries.add([]), 0);
      assert.deepEqual(store.tries.count(QUERY), { tries: 0, sharpes: [], variance: null });
      assert.deepEqual(store.tries.list(QUERY), []);
    });

    it('counts a fingerprint once, and keeps the first', () => {
      assert.equal(store.tries.add([aTry('aa'), aTry('aa', { sharpe: 9 })]), 1);
      assert.equal(store.tries.add([aTry('aa', { sharpe: 8, kind: 'sweep' }), aTry('bb')]), 1);
      assert.deepEqual(store.tries.count(QUERY).sharpes, [0.05, 0.05]);
      assert.deepEqual(store.tries.list(QUERY)[0], aTry('aa'));
    });

    // Sample variance by Python 3: statistics.variance([0.05, -0.02, 0.11]).
    it('gives the daily Sharpe ratios and their sample variance', () => {
      store.tries.add([aTry('cc', { sharpe: 0.05 }), aTry('bb', { atMs: 2, sharpe: -0.02 })]);
      store.tries.add([aTry('aa', { atMs: 3, sharpe: 0.11 })]);
      const { tries, sharpes, variance } = store.tries.count(QUERY);
      assert.deepEqual([tries, sharpes], [3, [0.05, -0.02, 0.11]]);
      assert.ok(Math.abs(variance! - 0.004233333333333334) < 1e-15);
    });

    it('counts tries without a Sharpe ratio, but takes no variance of them', () => {
      store.tries.add([
        aTry('aa', { sharpe: null }),
        aTry('bb', { sharpe: 0 }),
        aTry('cc', { sharpe: null }),
      ]);
      assert.deepEqual(store.tries.count(QUERY), { tries: 3, sharpes: [0], variance: null });
    });

    it('counts what shares the market, a symbol and some time with the question, and nothing else', () => {
      store.tries.add([
        aTry('same'),
        aTry('other market', { market: 'simulated/42/none' }),
        aTry('other edge', { market: 'simulated/42/mild' }),
        aTry('two symbols', { symbols: ['AAPL', 'BTC/USD'] }),
        aTry('other symbol', { symbols: ['ETH/USD'] }),
        aTry('a longer name', { symbols: ['BTC/USDT'] }),
        aTry('other interval', { interval: '1d' }),
        aTry('all time', { fromMs: 0, toMs: 99 * DAY_MS }),
        aTry('inside', { fromMs: 12 * DAY_MS, toMs: 13 * DAY_MS }),
        aTry('last moment', { fromMs: 20 * DAY_MS - 1, toMs: 30 * DAY_MS }),
        aTry('first moment', { fromMs: 0, toMs: 10 * DAY_MS + 1 }),
        aTry('before', { fromMs: 0, toMs: 10 * DAY_MS }),
        aTry('after', { fromMs: 20 * DAY_MS, toMs: 30 * DAY_MS }),
      ]);
      const overlapping = ['all time', 'first moment', 'inside', 'last moment', 'other interval', 'same'];
      assert.deepEqual(found(), [...overlapping, 'two symbols']);
      assert.equal(store.tries.count(QUERY).tries, 7);
      assert.deepEqual(found({ market: 'simulated/42/none' }), ['other market']);
      assert.deepEqual(found({ symbols: ['ETH/USD', 'AAPL'] }), ['other symbol', 'two symbols']);
      assert.deepEqual(found({ symbols: [] }), []);
      assert.deepEqual(found({ fromMs: 31 * DAY_MS, toMs: 32 * DAY_MS }), ['all time']);
    });

    it('refuses numbers that are none, times that fall and tries on no symbol, with all of their batch', () => {
      const wrong: Partial<Try>[] = [
        { sharpe: Number.NaN },
        { sharpe: Number.POSITIVE_INFINITY },
        { days: Number.NaN },
        { atMs: 0.5 },
        { fromMs: Number.NEGATIVE_INFINITY },
        { fromMs: 21 * DAY_MS },
        { symbols: [] },
      ];
      for (const more of wrong) {
        const batch = [aTry('good'), aTry('wrong', more)];
        assert.throws(() => store.tries.add(batch), /^RangeError: try wrong cannot be stored/);
      }
      assert.throws(() => store.tries.add([aTry('wrong', { sharpe: Number.NaN })]), /"sharpe":"NaN"/);
      assert.equal(store.tries.count(QUERY).tries, 0);
    });

    it('takes a sweep of thousands at once', () => {
      const sweep = Array.from({ length: 10_000 }, (_, point) =>
        aTry(`point ${point}`, { sharpe: point / 1e5 }),
      );
      assert.equal(store.tries.add(sweep), 10_000);
      assert.equal(store.tries.add(sweep), 0);
      // Variance of 0..n-1 with n - 1 degrees of freedom is n(n + 1)/12.
      const { tries, variance } = store.tries.count(QUERY);
      assert.equal(tries, 10_000);
      assert.ok(Math.abs(variance! / ((10_000 * 10_001) / 12 / 1e10) - 1) < 1e-12);
    });

    it('keeps nothing of a transaction that fails', () => {
      const failing = () => {
        store.tries.add([aTry('aa')]);
        throw new Error('stop');
      };
      assert.throws(() => store.transaction(failing), /stop/);
      assert.equal(store.tries.count(QUERY).tries, 0);
      store.tries.add([aTry('aa')]);
      assert.deepEqual(found(), ['aa']);
    });
  });
}
