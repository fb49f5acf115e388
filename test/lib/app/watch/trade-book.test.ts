import assert from 'node:assert/strict';
import fc from 'fast-check';
import { selectTrades } from '../../../../src/lib/app/select-trades.ts';
import { TradeBook } from '../../../../src/lib/app/watch/trade-book.ts';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { cents, formatCents } from '../../../../src/lib/core/money.ts';
import type { Trade } from '../../../../src/lib/journal/trade.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { boughtFill } from '../../../support/journal-entries.ts';

const START = Date.UTC(2026, 8, 22);

const amount = fc.bigInt({ min: 0n, max: 1_000_000_000n }).map(value => formatCents(cents(value)));
const trade = fc
  .record({
    symbol: fc.constantFrom('BTC/USD', 'ETH/USD'),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    reason: fc.constantFrom('ENTRY_SIGNAL' as const, 'EXIT_STOP' as const),
    minute: fc.nat({ max: 1_000 }),
    cash: amount,
    fee: amount,
    profit: fc.tuple(fc.constantFrom('', '-'), amount).map(parts => parts.join('')),
  })
  .map(
    ({ symbol, side, reason, minute, cash, fee, profit }): Omit<Trade, 'seq'> => ({
      ...boughtFill(`f-${minute}`, `o-${minute}`),
      ...{ symbol, side, reason, fee, at: isoTime(START + minute * 60_000) },
      cash: side === 'buy' ? `-${cash}` : cash,
      ...{ mode: 'paper', account: null, confidence: null, decision: null },
      purpose: side === 'buy' ? 'entry' : 'exit',
      realised: side === 'buy' ? null : profit,
    }),
  );
const trades = fc
  .array(trade, { maxLength: 60 })
  .map(all => all.map((each, index): Trade => ({ ...each, seq: 3 * index + 2 })));

const bookOf = (all: readonly Trade[]): TradeBook => {
  const book = new TradeBook();
  for (const each of all) book.add(each);
  return book;
};

describe('TradeBook', () => {
  it('chooses and adds up as the command does', () => {
    const choice = fc.record({
      symbol: fc.option(fc.constantFrom('btc-usd', 'ETH/USD'), { nil: undefined }),
      fromMs: fc.option(
        fc.nat({ max: 900 }).map(minute => START + minute * 60_000),
        { nil: undefined },
      ),
      toMs: fc.option(
        fc.nat({ max: 900 }).map(minute => START + minute * 60_000),
        { nil: undefined },
      ),
      last: fc.option(fc.integer({ min: 1, max: 70 })),
    });
    fc.assert(
      fc.property(trades, choice, (all, asked) => {
        assert.deepEqual(bookOf(all).page(asked), selectTrades(all, asked));
      }),
    );
  });

  it('filters by side, purpose and reason', () => {
    const filter = fc.record(
      {
        side: fc.constantFrom('buy' as const, 'sell' as const),
        purpose: fc.constantFrom('entry' as const, 'exit' as const),
        reason: fc.constantFrom('ENTRY_SIGNAL' as const, 'EXIT_STOP' as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(trades, filter, (all, asked) => {
        const wanted = all.filter(each =>
          Object.entries(asked).every(([name, value]) => each[name as keyof Trade] === value),
        );
        assert.deepEqual(bookOf(all).page({ ...asked, last: null }), selectTrades(wanted, { last: null }));
      }),
    );
  });

  it('gives every trade once when it is paged through, and the same totals on each page', () => {
    fc.assert(
      fc.property(trades, fc.integer({ min: 1, max: 20 }), fc.boolean(), (all, last, isFiltered) => {
        const book = bookOf(all);
        const filter = isFiltered ? { side: 'sell' as const } : {};
        const whole = book.page({ ...filter, last: null });
        const seen: Trade[] = [];
        for (let before: number | undefined; ; ) {
          const { trades: page, total, totals } = book.page({ ...filter, last, before });
          assert.deepEqual([total, totals], [whole.total, whole.totals]);
          seen.unshift(...page);
          if (page.length < last) break;
          before = page[0]!.seq;
        }
        assert.deepEqual(seen, whole.trades);
      }),
    );
  });

  it('refuses what cannot be a symbol', () => {
    assert.throws(() => new TradeBook().page({ symbol: '???', last: 5 }), hiveError('BAD_SYMBOL'));
  });
});
