import { settle } from '../../core/fill.ts';
import { cents, price, qty } from '../../core/money.ts';
import { mulberry32, type Random } from '../../core/random.ts';
import {
  FLAT,
  fillReward,
  markReward,
  type Rewarded,
  rewardsByDecision,
  type TickReward,
} from '../../learning/policy/attribution.ts';
import { exactly, sumOf } from '../estimates.ts';
import type { Experiment, Trial } from '../experiment.ts';
import { atMost, finding } from '../finding.ts';

const FEE_PPM = 2500n;
const MOST_TRADES = 8;
const DECISIONS = ['a', 'b', 'c', 'd'];

interface AttributionRecord {
  readonly [key: string]: number;
  readonly sequences: number;
  /** Sequences whose tick rewards do not add up to the change of cash, to the cent. */
  readonly apart: number;
  /** The same of the sums by decision. */
  readonly lost: number;
}

function run({ seed, ticks }: Trial): AttributionRecord {
  const random = mulberry32(seed);
  let [apart, lost] = [0, 0];
  for (let i = 0; i < ticks; i++) {
    const { rewards, cash } = sequence(random);
    const net = rewards.reduce((sum, one) => sum + one.net, 0n);
    const byDecision = [...rewardsByDecision(rewards).values()].reduce((sum, one) => sum + one, 0n);
    if (net !== cash) apart += 1;
    if (byDecision !== cash) lost += 1;
  }
  return { sequences: ticks, apart, lost };
}

/** Buys and sells of random size at random prices, with marks between them, from flat to flat. */
function sequence(random: Random): { rewards: TickReward[]; cash: bigint } {
  const rewards: TickReward[] = [];
  let [held, cash] = [FLAT, 0n];
  const take = (step: Rewarded): void => {
    held = step.held;
    rewards.push(...step.rewards);
  };
  const trade = (side: 'buy' | 'sell', quantity: bigint): void => {
    const mid = anyPrice(random);
    const paid = price((mid * BigInt(990 + Math.floor(20 * random()))) / 1000n);
    const settlement = settle({ side, qty: qty(quantity), price: paid }, FEE_PPM);
    take(fillReward(held, { decision: anyDecision(random), mid, settlement }));
    cash += settlement.cash;
  };
  const trades = 1 + Math.floor(MOST_TRADES * random());
  for (let i = 0; i < trades; i++) {
    take(markReward(held, anyPrice(random)));
    const part = BigInt(Math.floor(1000 * random()));
    const sold = (held.qty * part) / 1000n;
    if (random() < 0.4 && sold > 0n) trade('sell', sold);
    else trade('buy', BigInt(1 + Math.floor(2e9 * random())));
  }
  trade('sell', held.qty);
  return { rewards, cash: cents(cash) };
}

const anyPrice = (random: Random) => price(BigInt(Math.floor(1e9 * (0.5 + 60_000 * random()))));
const anyDecision = (random: Random) => DECISIONS[Math.floor(DECISIONS.length * random())]!;

/** Whether the rewards of ticks are the profit, all of it and nothing else. */
export const attribution: Experiment<AttributionRecord> = {
  id: 'attribution',
  title: 'Do the rewards of ticks add up to the profit?',
  cases: [
    {
      ...{ id: 'random', market: 'T1', title: 'random trades' },
      ...{ seeds: { full: 100, quick: 10 }, ticks: { full: 100, quick: 100 } },
    },
  ],
  ablations: [],
  run,
  judge: (results, options) =>
    results.flatMap(({ records }) => {
      const sequences = sumOf(records.map(one => one.sequences));
      const line = (id: string, title: string, count: number) =>
        finding(
          { id, title, goal: 19, unit: 'count', estimate: exactly(count, sequences), bar: atMost(0) },
          options,
        );
      return [
        line(
          'apart',
          'Sequences whose rewards are not the change of cash',
          sumOf(records.map(one => one.apart)),
        ),
        line('lost', 'The same of the sums by decision', sumOf(records.map(one => one.lost))),
      ];
    }),
};
