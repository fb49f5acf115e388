import assert from 'node:assert/strict';
import { settle } from '../../../../src/lib/core/fill.ts';
import { cents, parseCents, parsePrice, parseQty, price, qty } from '../../../../src/lib/core/money.ts';
import { type Lots, lotsCost, marketValue, sellLots } from '../../../../src/lib/core/position.ts';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import {
  FLAT,
  fillReward,
  type HeldPosition,
  markReward,
  type Rewarded,
  rewardsByDecision,
  simulatedReward,
  type TickReward,
} from '../../../../src/lib/learning/policy/attribution.ts';
import { assertClose } from '../../../support/approx.ts';

const netOf = (rewards: readonly TickReward[]): bigint => rewards.reduce((sum, { net }) => sum + net, 0n);

describe('simulatedReward', () => {
  it('adds up to the round trip: .1 BTC bought at 50,000 and sold at 50,500, 25 bp a side, by hand', () => {
    const fees = [0.0025 * 5000, 0, 0, 0.0025 * 5050];
    const marks = [50_000, 51_000, 49_500, 50_500];
    const rewards = marks.map((to, i) =>
      simulatedReward({
        quantity: i === 0 ? 0 : 0.1,
        from: marks[i - 1] ?? to,
        to,
        fees: fees[i]!,
        slippage: 0,
      }),
    );
    assertClose(rewards, [-12.5, 100, -150, 87.375]);
    assertClose([rewards.reduce((sum, reward) => sum + reward, 0)], [5050 - 5000 - 12.5 - 12.625]);
  });
});

describe('the rewards of a position', () => {
  const dollarFees = (cash: string, fee: string, quantity: string) => ({
    cash: parseCents(cash),
    qty: parseQty(quantity),
    feeQty: qty(0),
    feeCash: parseCents(fee),
    feeValue: parseCents(fee),
  });

  it('of the same round trip are those rewards to the cent, each with its decision', () => {
    const bought = fillReward(FLAT, {
      decision: 'a',
      mid: parsePrice('50000'),
      settlement: dollarFees('-5012.50', '12.50', '0.1'),
    });
    const up = markReward(bought.held, parsePrice('51000'));
    const down = markReward(up.held, parsePrice('49500'));
    const sold = fillReward(down.held, {
      decision: 'b',
      mid: parsePrice('50500'),
      settlement: dollarFees('5037.37', '12.63', '-0.1'),
    });
    const rewards = [bought, up, down, sold].flatMap(step => step.rewards);
    assert.deepEqual(
      rewards.map(({ net }) => net),
      [0n, -1250n, 10_000n, -15_000n, 10_000n, -1263n],
    );
    assert.deepEqual(
      [...rewardsByDecision(rewards)],
      [
        [null, 0n],
        ['a', 3750n],
        ['b', -1263n],
      ],
    );
    assert.equal(netOf(rewards), parseCents('5037.37') - parseCents('5012.50'));
    assert.deepEqual(sold.held, { decision: 'b', qty: 0n, value: 0n });
  });

  it('know slippage from fees', () => {
    // One coin, mid 100, bought at 101 for a dollar fee of .25.
    const { rewards } = fillReward(FLAT, {
      decision: 'a',
      mid: parsePrice('100'),
      settlement: dollarFees('-101.25', '0.25', '1'),
    });
    assert.deepEqual(rewards[1], { decision: 'a', move: 0n, fees: 25n, slippage: 100n, net: -125n });
  });

  it('add up to realised profit plus what is held above cost, in 10,000 random trade sequences, to the cent', () => {
    const random = mulberry32(19);
    for (let run = 0; run < 10_000; run++) {
      const sequence = randomSequence(random, 1 + Math.floor(8 * random()));
      assert.equal(sequence.net, sequence.realised + sequence.open, `run ${run}`);
      assert.equal(sequence.net, sequence.cash, `run ${run} ends flat`);
    }
  });
});

/** Trades at Alpaca's settlement with marks between them; ends by selling all. Amounts in cents. */
function randomSequence(random: () => number, steps: number) {
  let book = { held: FLAT as HeldPosition, lots: [] as Lots, cash: 0n, realised: 0n, net: 0n };
  const take = ({ held, rewards }: Rewarded): void => {
    for (const { move, fees, slippage, net } of rewards) assert.equal(net, move - fees - slippage);
    book = { ...book, held, net: book.net + netOf(rewards) };
  };
  const mid = () => price(BigInt(Math.floor(1e9 * (0.5 + 60_000 * random()))));
  const trade = (side: 'buy' | 'sell', quantity: bigint): void => {
    const at = mid();
    const fill = {
      side,
      qty: qty(quantity),
      price: price((at * BigInt(990 + Math.floor(20 * random()))) / 1000n),
    };
    const settlement = settle(fill, 2500n);
    take(fillReward(book.held, { decision: 'd', mid: at, settlement }));
    book.cash += settlement.cash;
    if (side === 'buy') {
      book.lots = [...book.lots, { qty: settlement.qty, cost: cents(-settlement.cash), openedMs: 0 }];
      return;
    }
    const sale = sellLots(book.lots, qty(quantity));
    book = { ...book, lots: sale.lots, realised: book.realised + settlement.cash - sale.cost };
  };
  for (let i = 0; i < steps; i++) {
    if (book.held.qty > 0n && random() < 0.4)
      trade('sell', 1n + (book.held.qty * BigInt(Math.floor(999 * random()))) / 1000n);
    else trade('buy', BigInt(1 + Math.floor(3e9 * random())));
    const mark = mid();
    take(markReward(book.held, mark));
    assert.equal(book.net, book.realised + marketValue(book.lots, mark) - lotsCost(book.lots));
  }
  if (book.held.qty > 0n) trade('sell', book.held.qty);
  return { ...book, open: book.held.value - lotsCost(book.lots) };
}
