import { isoTime } from '../../src/lib/core/clock.ts';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import { mulberry32, normal } from '../../src/lib/core/random.ts';
import { type Entry, entry } from '../../src/lib/journal/entry.ts';
import { type ClassLearner, newClassLearner } from '../../src/lib/learning/feedback/class-learner.ts';
import { commit } from '../../src/lib/learning/feedback/commit.ts';
import { settle } from '../../src/lib/learning/feedback/settle.ts';
import { type SymbolSight, takeStance } from '../../src/lib/learning/feedback/take-stance.ts';
import { settledEntries, stanceEntries } from '../../src/lib/tick/learn-entries.ts';

export const MODELS = [
  ...['forest', 'forest-short', 'forest-long', 'forest-deep', 'forest-trend', 'forest-week', 'logistic'],
];
const SYMBOLS = ['BTC/USD', 'ETH/USD'];
/** Bars that a tick loads of each symbol. */
const MEMORY = 660;
const START = Date.UTC(2025, 0, 1);
const REGIMES = ['calm up', 'calm down', 'wild up', 'wild down'];

/** What the learner of a home with two coins and all experts journals, epoch by epoch, on made-up bars. */
export function* learnedEpochs(epochs: number, epochMs: number): Generator<Entry[]> {
  const random = mulberry32(11);
  const first = START / epochMs;
  const closes = SYMBOLS.map(() => walk(MEMORY + epochs + 1, random, epochMs));
  let learner: ClassLearner = newClassLearner();
  for (let at = 0; at < epochs; at++) {
    const entries: Entry[] = [];
    if (learner.pending) {
      const moves = closes.map((close, s) => [
        SYMBOLS[s]!,
        close[MEMORY + at]! / close[MEMORY + at - 1]! - 1,
      ]);
      const outcome = {
        ...{ assetClass: 'crypto' as const, epoch: learner.pending.epoch, gap: false },
        moves: Object.fromEntries(moves),
      };
      entries.push(...settledEntries(learner, outcome));
      learner = settle(learner, outcome);
    }
    const sights = closes.map((close, s) => sight(SYMBOLS[s]!, close.subarray(at, MEMORY + at), random));
    const stance = takeStance(learner, {
      ...{ assetClass: 'crypto', epoch: first + at, at: isoTime((first + at) * epochMs) },
      ...{
        until: isoTime((first + at + 1) * epochMs),
        candidate: 'mixture-bench',
        models: MODELS,
        seed: 42,
        sights,
      },
      ...{ explores: 'live', capShare: 0.0075, roundTrip: 0.0058, costOf: () => 0.0033 },
      path: ({ pooled, mixture, stake }) => ({
        spoken: pooled,
        exposure: (pooled ?? 0) > 0.55 ? mixture * stake : 0,
      }),
    });
    entries.push(...stanceEntries(learner, stance));
    learner = commit(learner, stance);
    yield entries;
  }
}

function walk(length: number, random: () => number, epochMs: number): Float64Array {
  const deviation = 0.03 * Math.sqrt(epochMs / DAY_MS);
  let close = 100;
  return Float64Array.from({ length }, () => {
    close *= Math.exp(deviation * normal(random));
    return close;
  });
}

const sight = (symbol: string, close: Float64Array, random: () => number): SymbolSight => ({
  ...{
    symbol,
    close,
    sigma: 0.03,
    regime: REGIMES[Math.floor(4 * random())]!,
    volatilityRatio: 0.5 + random(),
  },
  forecasts: Object.fromEntries(
    MODELS.map(name => [name, { probability: 0.3 + 0.4 * random(), worthwhile: 0.55 }]),
  ),
  volume: 1e7 * random(),
});

export const genesis = () =>
  entry('GENESIS', {
    ...{ version: 1, account: 'SIM-1', mode: 'simulated', market: 'simulated/42/concentrated' },
    ...{ startingCash: '10000.00', seed: 42 },
  });
