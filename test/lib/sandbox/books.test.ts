import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseFault } from '../../../src/lib/sandbox/faults/parse-fault.ts';
import { type Json, sandboxDesk } from '../../support/sandbox.ts';

/** One thing that a client, the market or time does. */
type Step =
  | { readonly kind: 'order'; readonly fields: Json }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'close' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'price'; readonly bid: number; readonly spread: number };

const amount = fc.integer({ min: 1, max: 900_000 });
const order = fc.record({
  symbol: fc.constantFrom('BTC/USD', 'ETH/USD'),
  side: fc.constantFrom('buy', 'sell'),
  type: fc.constantFrom('market', 'market', 'limit'),
  time_in_force: fc.constantFrom('gtc', 'ioc'),
  size: fc.oneof(
    amount.map(cents => ({ notional: (cents / 100).toFixed(2) })),
    amount.map(units => ({ qty: (units / 1_000_000).toFixed(6) })),
  ),
  limit_price: fc.integer({ min: 1, max: 80_000 }).map(String),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: order.map(orderStep) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'cancel' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'close' }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 40_000_000 }).map((ms): Step => ({ kind: 'wait', ms })) },
  {
    weight: 3,
    arbitrary: fc
      .record({ bid: fc.integer({ min: 1, max: 80_000 }), spread: fc.integer({ min: 0, max: 300 }) })
      .map((sides): Step => ({ kind: 'price', ...sides })),
  },
);

function orderStep({ size, limit_price, ...fields }: { size: Json; limit_price: string } & Json): Step {
  const limit = fields.type === 'limit' && !('notional' in size) ? { limit_price } : { type: 'market' };
  return { kind: 'order', fields: { ...fields, ...size, ...limit } };
}

type Desk = ReturnType<typeof sandboxDesk>;

async function play({ send, clock, quotes }: Desk, next: Step): Promise<string> {
  switch (next.kind) {
    case 'order':
      return (await send('POST /v2/orders', next.fields)).body;
    case 'cancel':
      return (await send('DELETE /v2/orders')).body;
    case 'close':
      return (await send('DELETE /v2/positions/BTCUSD')).body;
    case 'wait':
      clock.advance(next.ms);
      return (await send('GET /v2/account')).body;
    case 'price':
      quotes.set('BTC/USD', next.bid, next.bid + next.spread);
      return '';
  }
}

const NANO = 10n ** 9n;
const up = (numerator: bigint, denominator: bigint) => (numerator + denominator - 1n) / denominator;
const units = (text: unknown, decimals: number): bigint => {
  const [whole = '', fraction = ''] = String(text).split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
};

/** Cash and coins from the list of fills alone: cents and 1e-9 coins, whole-dollar prices, a fee of 1/400. */
function recount(fills: readonly Json[]) {
  let cash = 1_000_000n;
  const held: Record<string, bigint> = {};
  for (const { symbol, side, qty: text, price } of fills) {
    const [coins, dollars, name] = [units(text, 9), BigInt(String(price)), String(symbol)];
    const cents = coins * dollars * 100n;
    held[name] ??= 0n;
    if (side === 'buy') {
      cash -= up(cents, NANO);
      held[name] += coins - up(coins, 400n);
    } else {
      cash += cents / NANO - up(cents, NANO * 400n);
      held[name] -= coins;
    }
  }
  return { cash, held: Object.fromEntries(Object.entries(held).filter(([, coins]) => coins !== 0n)) };
}

/** The ledger of a desk agrees with the recount, and every order with its own fills. */
async function assertBalanced({ send }: Desk): Promise<void> {
  const { cash, positions, fills, orders } = (await send('GET /sandbox/ledger')).json as Record<
    string,
    Json[]
  >;
  const held = Object.fromEntries(positions!.map(({ symbol, qty }) => [String(symbol), units(qty, 9)]));
  assert.deepEqual({ cash: units(cash, 2), held }, recount(fills!));
  assert.ok(units(cash, 2) >= 0n && Object.values(held).every(coins => coins > 0n));
  for (const { id, qty, filled_qty } of orders!) {
    const own = fills!.filter(fill => fill.order_id === id).map(fill => units(fill.qty, 9));
    assert.equal(
      own.reduce((sum, coins) => sum + coins, 0n),
      units(filled_qty, 9),
    );
    if (qty !== null) assert.ok(units(filled_qty, 9) <= units(qty, 9));
  }
  const { json: account } = await send('GET /v2/account');
  assert.ok(Number(account.non_marginable_buying_power) <= Number(account.cash));
}

/** A desk of the same market and moment, made of a snapshot. */
function restored({ sandbox, clock }: Desk, before: readonly Step[]): Desk {
  const snapshot = JSON.parse(JSON.stringify(sandbox.snapshot()));
  const again = sandboxDesk({ partialFills: 0.5 }, snapshot);
  again.clock.advance(clock.now() - again.clock.now());
  for (const next of before) {
    if (next.kind === 'price') again.quotes.set('BTC/USD', next.bid, next.bid + next.spread);
  }
  return again;
}

describe('the books of the sandbox over any sequence', () => {
  const sequences = fc.array(step, { maxLength: 25 });

  it('balance: cash, coins, fees and fills by an own recount', async () => {
    await fc.assert(
      fc.asyncProperty(sequences, fc.constantFrom(0, 0.5, 1), async (steps, partialFills) => {
        const desk = sandboxDesk({ partialFills });
        for (const next of steps) await play(desk, next);
        await assertBalanced(desk);
      }),
      { numRuns: 300 },
    );
  });

  it('post each fee once, at the end of its day, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(sequences, async steps => {
        const desk = sandboxDesk();
        for (const next of steps) await play(desk, next);
        desk.clock.advance(2 * 86_400_000);
        await desk.send('GET /v2/account');
        const { fills, fees } = desk.sandbox.books;
        assert.deepEqual(
          fees.map(({ fillId, qty, cash }) => [fillId, qty, cash]),
          fills.map(({ id, feeQty, feeCash }) => [id, feeQty, feeCash]),
        );
      }),
    );
  });

  it('give the same bytes for the same seed, clock and requests', async () => {
    await fc.assert(
      fc.asyncProperty(sequences, async steps => {
        const [one, two] = [sandboxDesk({ partialFills: 0.5 }), sandboxDesk({ partialFills: 0.5 })];
        for (const next of steps) assert.equal(await play(one, next), await play(two, next));
        assert.equal(JSON.stringify(one.sandbox.snapshot()), JSON.stringify(two.sandbox.snapshot()));
      }),
    );
  });

  it('go on with the same bytes from a snapshot that went through JSON', async () => {
    const faults = ['stale-account#2+', 'part-cancel#3', 'set:x=1@POST /v2/orders#5'].map(parseFault);
    await fc.assert(
      fc.asyncProperty(sequences, sequences, async (before, rest) => {
        const whole = sandboxDesk({ partialFills: 0.5 });
        whole.sandbox.addFaults(faults);
        for (const next of before) await play(whole, next);
        const again = restored(whole, before);
        for (const next of rest) assert.equal(await play(again, next), await play(whole, next));
        assert.equal(JSON.stringify(again.sandbox.snapshot()), JSON.stringify(whole.sandbox.snapshot()));
      }),
    );
  });
});
