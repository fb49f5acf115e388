import assert from 'node:assert/strict';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import type { Quote } from '../../../../src/lib/market/bar-source.ts';
import { TickDesk } from '../../../support/tick-desk.ts';
import { BUY } from '../../../support/tick-strategies.ts';

/** A desk whose quotes of BTC are changed on their way. */
function deskWith(change: (quote: Quote) => Quote | null): TickDesk {
  const desk = new TickDesk();
  desk.strategy.says('BTC/USD', BUY);
  const honest = desk.quotes.quote.bind(desk.quotes);
  desk.quotes.quote = async (instrument, atMs) => {
    const quote = await honest(instrument, atMs);
    return quote && instrument.symbol === 'BTC/USD' ? change(quote) : quote;
  };
  return desk;
}

describe('a tick on a bad market (M1, M8)', () => {
  for (const [what, reason, change] of [
    ['there is no quote', 'NO_QUOTE', () => null],
    ['the quote is 31 s old', 'STALE_QUOTE', quote => ({ ...quote, timeMs: quote.timeMs - 31_000 })],
    ['the quote is of 6 s ahead', 'STALE_QUOTE', quote => ({ ...quote, timeMs: quote.timeMs + 6_000 })],
    ['the market is crossed', 'BAD_QUOTE', quote => ({ ...quote, bid: quote.ask + 1 })],
    ['the bid is zero', 'BAD_QUOTE', quote => ({ ...quote, bid: 0 })],
    ['the ask is not a number', 'BAD_QUOTE', quote => ({ ...quote, ask: Number.NaN })],
    ['the ask is infinite', 'BAD_QUOTE', quote => ({ ...quote, ask: Number.POSITIVE_INFINITY })],
    ['the spread is 2 %', 'WIDE_SPREAD', quote => ({ ...quote, bid: quote.ask * 0.98 })],
  ] as const satisfies readonly (readonly [string, string, (quote: Quote) => Quote | null])[]) {
    it(`trades nothing when ${what}, and decides nothing either`, async () => {
      const desk = deskWith(change);
      const { outcomes } = await desk.tick();
      assert.deepEqual(outcomes[0]?.reason, reason);
      assert.equal(outcomes[1]?.reason, 'NO_MODEL');
      assert.equal(desk.broker.sent.length, 0);
      assert.equal(desk.journalled('DECISION').length, 0);
    });
  }

  it('values a position at its last mark when there is no quote', async () => {
    let gone = false;
    const desk = deskWith(quote => (gone ? null : quote));
    const before = await desk.tick();
    gone = true;
    const { worth } = await desk.tickAfter(SLOT_MS);
    assert.deepEqual(worth.main, before.worth.main);
  });

  it('values a position at its cost when there never was a mark', async () => {
    let gone = false;
    const desk = deskWith(quote => (gone ? null : quote));
    desk.disk.hooks = {
      before: bodies => {
        if (bodies.some(({ type }) => type === 'TICK')) throw new Error('killed');
      },
      after: () => {},
    };
    await assert.rejects(desk.tick(), /killed/);
    desk.disk.hooks = { before: () => {}, after: () => {} };
    gone = true;
    const { worth } = await desk.tickAfter(SLOT_MS);
    assert.deepEqual(worth.main, { cash: '9925.00', equity: '10000.00' });
  });
});
