import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cents, qty } from '../../../../src/lib/core/money.ts';
import { clientIds, fillsOfClient } from '../../../support/broker-reads.ts';
import { approved, entry, exit } from '../../../support/orders.ts';
import { paperDesk } from '../../../support/paper.ts';

/** One order against a market of whole-dollar prices. */
interface Step {
  readonly symbol: 'BTC/USD' | 'ETH/USD';
  readonly side: 'buy' | 'sell';
  readonly bid: number;
  readonly spread: number;
  /** Cents of a buy; 1/300,000 parts of the position of a sell. */
  readonly amount: number;
  /** Sends the id of the step before once more. */
  readonly again: boolean;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    symbol: fc.constantFrom('BTC/USD', 'ETH/USD'),
    side: fc.constantFrom('buy', 'sell'),
    bid: fc.integer({ min: 1, max: 200_000 }),
    spread: fc.integer({ min: 0, max: 500 }),
    amount: fc.integer({ min: 0, max: 400_000 }),
    again: fc.boolean(),
  }),
  { maxLength: 30 },
);

const NANO = 1_000_000_000n;
const up = (numerator: bigint, denominator: bigint) => (numerator + denominator - 1n) / denominator;

/**
 * The same account kept by hand: whole-dollar prices, so that every amount is one division.
 * Fees are 0.25 % = 1/400: coins rounded up to 1e-9 on buys, dollars rounded up to the cent on sells.
 */
class HandBooks {
  cash = 1_000_000n;
  readonly held: Record<string, bigint> = { 'BTC/USD': 0n, 'ETH/USD': 0n };

  /** True when the order goes through. */
  trade({ symbol, side, bid, spread }: Step, wanted: bigint): boolean {
    return side === 'buy'
      ? this.#buy(symbol, BigInt(bid + spread), wanted)
      : this.#sell(symbol, BigInt(bid), wanted);
  }

  #buy(symbol: string, ask: bigint, money: bigint): boolean {
    if (money < 1_000n || money > this.cash) return false;
    const gross = (money * NANO) / (ask * 100n);
    this.cash -= up(gross * ask * 100n, NANO);
    this.held[symbol]! += gross - up(gross, 400n);
    return true;
  }

  #sell(symbol: string, bid: bigint, coins: bigint): boolean {
    if (coins <= 0n || coins > this.held[symbol]!) return false;
    const proceeds = (coins * bid * 100n) / NANO;
    this.cash += proceeds - up(proceeds, 400n);
    this.held[symbol]! -= coins;
    return true;
  }
}

/** The broker and the books kept by hand, side by side. */
class Comparison {
  readonly #desk = paperDesk();
  readonly #books = new HandBooks();
  #newestId = '';

  async play(step: Step, index: number): Promise<void> {
    const { symbol, side, bid, spread } = step;
    const wanted = this.#wantedOf(step);
    // The review lets no sale of nothing reach a broker.
    if (side === 'sell' && wanted === 0n) return;
    this.#desk.quotes.set(symbol, bid, bid + spread);
    const id = step.again && this.#newestId ? this.#newestId : `hive-step-${index}`;
    const intent = side === 'buy' ? entry(cents(wanted), { symbol }) : exit(qty(wanted), { symbol });
    const outcome = await this.#desk.broker.submit(approved(intent, id));
    const again = id === this.#newestId;
    const goes = !again && this.#books.trade(step, wanted);
    assert.equal(outcome.kind, again ? 'UNKNOWN' : goes ? 'ACCEPTED' : 'REFUSED');
    if (goes) this.#newestId = id;
    await this.#assertEqual();
  }

  /** Sells range from nothing to a third more than is held. */
  #wantedOf({ symbol, side, amount }: Step): bigint {
    return side === 'buy' ? BigInt(amount) : (this.#books.held[symbol]! * BigInt(amount)) / 300_000n;
  }

  async #assertEqual(): Promise<void> {
    const { broker } = this.#desk;
    const { cash, held } = this.#books;
    assert.equal((await broker.account()).cash, cash);
    const positions = await broker.positions();
    assert.deepEqual(
      Object.fromEntries(positions.map(position => [position.symbol, position.qty])),
      Object.fromEntries(Object.entries(held).filter(([, coins]) => coins !== 0n)),
    );
    assert.ok(cash >= 0n && positions.every(position => position.qty > 0n));
  }
}

describe('PaperBroker over any sequence of orders', () => {
  it('agrees with books kept by hand, to the cent and to 1e-9 coins (I21, I22, I23)', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async sequence => {
        const comparison = new Comparison();
        for (const [index, step] of sequence.entries()) await comparison.play(step, index);
      }),
      { numRuns: 300 },
    );
  });

  it('fills as many orders as it lists, each once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 }), async picks => {
        const { broker } = paperDesk();
        for (const pick of picks) await broker.submit(approved(entry(cents(2_000)), `hive-pick-${pick}`));
        const ids = await clientIds(broker);
        assert.deepEqual(
          ids,
          [...new Set(picks)].map(pick => `hive-pick-${pick}`),
        );
        const fills = await Promise.all(ids.map(id => fillsOfClient(broker, id)));
        assert.equal(new Set(fills.flat().map(fill => fill.id)).size, ids.length);
      }),
    );
  });
});
