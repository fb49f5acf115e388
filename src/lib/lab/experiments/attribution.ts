import { settle } from '../../core/fill.ts';
import { type Cents, cents, notional, price, qty } from '../../core/money.ts';
import { mulberry32, type Random } from '../../core/random.ts';
import {
  decided,
  type LearningState,
  newLearningState,
  tripFilled,
  tripsMarked,
} from '../../learning/feedback/learning-state.ts';
import { exactly, sumOf } from '../estimates.ts';
import type { Experiment, Trial } from '../experiment.ts';
import { atMost, finding } from '../finding.ts';

const FEE_PPM = 2500n;
const MOST_TRIPS = 4;
const MOST_TRADES = 8;
const SYMBOL = 'BTC/USD';

interface AttributionRecord {
  readonly [key: string]: number;
  readonly sequences: number;
  /** Sequences whose rewards do not add up to the change of cash, to the cent. */
  readonly apart: number;
  /** Sequences in which a decision was rewarded with what it did not earn. */
  readonly lost: number;
}

function run({ seed, ticks }: Trial): AttributionRecord {
  const random = mulberry32(seed);
  let [apart, lost] = [0, 0];
  for (let i = 0; i < ticks; i++) {
    const { rewards, earned } = sequence(random);
    if (sumOfCents(rewards.map(({ net }) => net)) !== sumOfCents([...earned.values()])) apart += 1;
    if (rewards.length !== earned.size || rewards.some(own => own.net !== earned.get(own.decision)))
      lost += 1;
  }
  return { sequences: ticks, apart, lost };
}

/** Round trips of a decision each, as the journal's fold learns them, and the cash that each really brought. */
function sequence(random: Random) {
  let state = newLearningState();
  const earned = new Map<string, Cents>();
  const trips = 1 + Math.floor(MOST_TRIPS * random());
  for (let i = 0; i < trips; i++) {
    const trip = roundTrip(state, `decision-${i}`, random);
    earned.set(`decision-${i}`, trip.cash);
    state = trip.state;
  }
  return { rewards: state.rewards, earned };
}

/** Buys and sells of random size at random prices, with marks between them, from flat to flat. */
function roundTrip(start: LearningState, decision: string, random: Random) {
  let state = decided(start, SYMBOL, { id: decision, bid: 1, ask: 1 });
  let [held, cash] = [qty(0), cents(0)];
  const trade = (side: 'buy' | 'sell', quantity: bigint): void => {
    const paid = anyPrice(random);
    const settlement = settle({ side, qty: qty(quantity), price: paid }, FEE_PPM);
    held = qty(held + settlement.qty);
    cash = cents(cash + settlement.cash);
    state = tripFilled(state, {
      ...{ symbol: SYMBOL, atMs: 0, decision, confidence: null, side, price: Number(paid) / 1e9 },
      ...{ cash: settlement.cash, fee: settlement.feeValue, flat: held === 0n },
    });
  };
  const trades = 1 + Math.floor(MOST_TRADES * random());
  for (let i = 0; i < trades; i++) {
    const sold = (held * BigInt(Math.floor(1000 * random()))) / 1000n;
    if (random() < 0.4 && sold > 0n) trade('sell', sold);
    else trade('buy', BigInt(1 + Math.floor(2e9 * random())));
    const worth = notional(held, anyPrice(random), 'floor');
    state = tripsMarked(state, () => worth);
  }
  trade('sell', held);
  return { state, cash };
}

const sumOfCents = (amounts: readonly Cents[]): bigint => amounts.reduce((sum, one) => sum + one, 0n);
const anyPrice = (random: Random) => price(BigInt(Math.floor(1e9 * (0.5 + 60_000 * random()))));

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
        line(
          'lost',
          'Sequences that rewarded a decision with what it did not earn',
          sumOf(records.map(one => one.lost)),
        ),
      ];
    }),
};
