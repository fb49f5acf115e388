import { schema as learningSchema } from '../../src/lib/app/schemas/learning-status.ts';
import { schema as calibrationSchema } from '../../src/lib/app/schemas/training-calibration.ts';
import { schema as cyclesSchema, type TrainingCycles } from '../../src/lib/app/schemas/training-cycles.ts';
import { schema as driftSchema } from '../../src/lib/app/schemas/training-drift.ts';
import { schema as evaluationSchema } from '../../src/lib/app/schemas/training-evaluation.ts';
import { schema as gateSchema } from '../../src/lib/app/schemas/training-gate.ts';
import { schema as importanceSchema } from '../../src/lib/app/schemas/training-importance.ts';
import { schema as samplesSchema } from '../../src/lib/app/schemas/training-samples.ts';
import { isoTime } from '../../src/lib/core/clock.ts';
import type { Loaded } from '../../src/lib/dashboards/shared/state.ts';
import { reliability } from '../../src/lib/performance/reliability.ts';
import { SAMPLE_NOW, sampleFeed } from './sample-feed.ts';

const DAY = 86_400_000;
const CLASSES = ['crypto', 'stock'] as const;

/** An evaluation of the sample feed, changed. */
export const sampleEvaluation = (change: object = {}) => {
  const [first] = sampleFeed().status.training.classes;
  return { ...first!.evaluation!, ...change };
};

const FEATURES = ['rsi', 'macd', 'sma-gap', 'volatility', 'volume', 'momentum', 'range', 'hour'];
const VERDICTS = [
  'stable',
  'stable',
  'shifting',
  'stable',
  'drifted',
  'stable',
  'unknown',
  'stable',
] as const;

const scored = (model: string, change: object = {}) => ({
  ...{ model, trainedTo: isoTime(SAMPLE_NOW - DAY), rows: 500, evaluation: sampleEvaluation(change) },
});

const evaluation = {
  classes: CLASSES.map(assetClass => ({
    assetClass,
    champion: scored(`${assetClass}-0002-def`),
    challenger: scored(`${assetClass}-0001-abc`, {
      ...{ accuracy: 0.55, accuracyInterval95: [0.46, 0.64], logLoss: 0.68 },
    }),
    ...{ breakEven: 0.59, trouble: null },
  })),
};

const calibration = {
  classes: CLASSES.map(assetClass => ({
    assetClass,
    ...{ model: `${assetClass}-0002-def`, method: 'beta', calibrationError: 0.04 },
    reliability: Array.from({ length: 10 }, (_, bin) => {
      const isEmpty = bin < 2 || bin > 7;
      return {
        ...{ from: bin / 10, to: (bin + 1) / 10, n: isEmpty ? 0 : 10 * (8 - bin) },
        meanProbability: isEmpty ? null : bin / 10 + 0.05,
        observed: isEmpty ? null : bin / 10 + (bin % 2 ? 0.09 : 0.02),
      };
    }),
    confusion: { truePositive: 90, falsePositive: 40, trueNegative: 59, falseNegative: 51 },
  })),
};

const samples = {
  classes: CLASSES.map(assetClass => ({
    assetClass,
    ...{ total: 1_460, matured: 1_458, window: 500, inWindow: 500, paid: 0.47 },
    barriers: { target: 190, stop: 230, time: 80 },
    ...{ from: isoTime(SAMPLE_NOW - 250 * DAY), to: isoTime(SAMPLE_NOW - 2 * DAY) },
  })),
};

const importance = {
  classes: CLASSES.map(assetClass => ({
    assetClass,
    ...{ model: `${assetClass}-0002-def`, models: 2 },
    features: FEATURES.map((feature, i) => {
      const share = (8 - i) / 36;
      return { feature, share, low: share * 0.8, high: Math.min(1, share * 1.25) };
    }),
  })),
};

const drift = {
  classes: CLASSES.map(assetClass => ({
    assetClass,
    reference: { rows: 500, from: isoTime(SAMPLE_NOW - 250 * DAY), to: isoTime(SAMPLE_NOW - DAY) },
    current: { rows: 100, from: isoTime(SAMPLE_NOW - 50 * DAY), to: isoTime(SAMPLE_NOW) },
    features: FEATURES.map((feature, i) => ({
      feature,
      psi: i === 6 ? null : [0.02, 0.05, 0.14, 0.01, 0.31, 0.04, 0, 0.06][i],
      ks: i === 6 ? null : 0.05 + i / 50,
      verdict: VERDICTS[i],
      reference: Array.from({ length: 10 }, () => 0.1),
      current: Array.from({ length: 10 }, (_, bin) => (bin === i ? 0.28 : 0.08)),
    })),
  })),
};

const WEAK = 'There is weak evidence of an edge: wealth 7.39 of 54.6 against cash.';

const gate = {
  classes: CLASSES.map(assetClass => ({
    assetClass,
    model: `${assetClass}-0002-def`,
    conditions: [
      {
        name: 'Enough observations',
        holds: true,
        seen: '240 predictions, worth 120 independent ones',
        wanted: 'at least 100 independent ones',
      },
      {
        name: 'Accuracy beats the majority',
        holds: false,
        seen: '62.0 %, 95 % interval from 53.0 % to 70.0 %',
        wanted: 'the whole interval above 58.0 %',
      },
      {
        name: 'Break-even within reach',
        holds: null,
        seen: 'not kept with this model',
        wanted: 'at least 59.0 %',
      },
    ],
    verdict:
      assetClass === 'stock'
        ? null
        : {
            ...{ words: 'weak evidence', says: WEAK, stage: 'canary' },
            ...{ lnMoney: 2, lnTiming: 1.5, lnWanted: 4 },
          },
  })),
};

const arm = (profit: number) => ({
  ...{ equity: 10_000 + profit, profit, profitShare: profit / 10_000, fees: 0.55, turnover: 225 },
  ...{ roundTrips: 3, winRate: 0.5, maxDrawdown: 0.0003 },
});

const EPOCHS = Array.from({ length: 30 }, (_, i) => i);
const epochAt = (epoch: number): number => SAMPLE_NOW - (30 - epoch) * DAY;

/** What was learned in thirty days, by a candidate that is retired and one that is a canary. */
const learned = {
  gate: {
    ...{
      assetClass: 'crypto',
      candidate: 'forest-0a1b2c3d',
      generation: 2,
      stage: 'canary',
      enforced: false,
    },
    ...{ overriddenUntil: null, words: 'weak evidence', says: WEAK, lnMoney: 2, lnTiming: 1.5, lnWanted: 4 },
    ...{ capShare: 0.2, epochs: 30, epochsToWanted: 30 },
    curve: EPOCHS.map(epoch => [epochAt(epoch), epoch / 14.5, epoch / 20, -epoch / 100]),
    verdicts: [
      {
        ...{ at: isoTime(SAMPLE_NOW - 30 * DAY), generation: 1, from: 'live', to: 'retired', lnMoney: 4.2 },
        ...{ lnTiming: 2, lnWanted: 4, why: 'It no longer earns: the detector stands at 612.' },
      },
      {
        ...{ at: isoTime(SAMPLE_NOW - 2 * DAY), generation: 2, from: 'shadow', to: 'canary', lnMoney: 1.9 },
        ...{ lnTiming: 1.4, lnWanted: 4, why: WEAK },
      },
    ],
  },
  skill: {
    ...{ n: 30, accuracy: 0.6, interval: [0.35, 0.81], logLoss: 0.66, climatologyLogLoss: 0.69 },
    ...{
      brier: 0.23,
      climatologyBrier: 0.24,
      claims: 4,
      claimsTrue: 3,
      overconfidence: 0.8,
      advantage: 2.1,
      silenced: false,
      reliability: reliability([0.35, 0.55, 0.58, 0.74], [0, 1, 0, 1]),
    },
  },
  experts: {
    weights: [
      { id: 'long', weight: 0.1, exposure: { 'BTC/USD': 1, 'ETH/USD': 1 } },
      { id: 'forest', weight: 0.5, exposure: { 'BTC/USD': 1, 'ETH/USD': null } },
      { id: 'momentum-1', weight: 0.2, exposure: { 'BTC/USD': 0, 'ETH/USD': 1 } },
      { id: 'cash', weight: 0.2, exposure: { 'BTC/USD': 0, 'ETH/USD': 0 } },
    ],
    ...{ lnWealth: 0.5, mixture: { 'BTC/USD': 0.6, 'ETH/USD': 0.375 } },
    path: {
      ids: ['long', 'forest', 'momentum-1', 'cash'],
      points: EPOCHS.map(epoch => ({
        atMs: epochAt(epoch),
        weights: [0.2 - epoch / 290, 0.3 + epoch / 145, 0.3 - epoch / 290, 0.2],
      })),
    },
  },
  policy: {
    ...{ used: false, split: false, lnSplit: 0.7, epochs: 60, resets: 1, drift: 12.5 },
    symbols: [
      {
        ...{ symbol: 'BTC/USD', stake: 0.5, greedy: 0.75, odds: [0.05, 0.1, 0.2, 0.6, 0.05] },
        ...{ expected: 0.08, width: 0.05 },
      },
      {
        symbol: 'ETH/USD',
        stake: 0,
        greedy: 0,
        odds: [0.8, 0.1, 0.05, 0.03, 0.02],
        expected: -0.02,
        width: 0.06,
      },
    ],
  },
  regime: {
    symbols: [
      { symbol: 'BTC/USD', regime: 'wild up' },
      { symbol: 'ETH/USD', regime: 'calm down' },
    ],
    names: ['unknown', 'calm up', 'calm down', 'wild up', 'wild down'],
    timeline: EPOCHS.map(epoch => ({ atMs: epochAt(epoch), codes: [epoch < 20 ? 1 : 3, epoch < 1 ? 0 : 2] })),
  },
  rewards: {
    newest: [
      {
        ...{
          decision: 'main-ETHUSD-20780',
          symbol: 'ETH/USD',
          regime: 'calm up',
          confidence: 0.74,
          ticks: 270,
        },
        ...{ openedAt: isoTime(SAMPLE_NOW - 5 * DAY), closedAt: isoTime(SAMPLE_NOW - 4 * DAY) },
        ...{ spent: 75, fees: 0.39, net: -1.5 },
      },
      {
        ...{ decision: 'd-118', symbol: 'BTC/USD', regime: 'wild up', confidence: null, ticks: 300 },
        ...{ openedAt: isoTime(SAMPLE_NOW - DAY), closedAt: isoTime(SAMPLE_NOW - 3_600_000) },
        ...{ spent: 75, fees: 0.39, net: 2.25 },
      },
    ],
    voided: 1,
    table: [
      { regime: 'calm up', confidence: '70-80 %', trades: 3, meanReturn: -0.02, shrunk: 0.004 },
      { regime: 'wild up', confidence: '70-80 %', trades: 2, meanReturn: 0.03, shrunk: 0.011 },
      { regime: 'wild up', confidence: '80 % and more', trades: 1, meanReturn: 0.01, shrunk: 0.009 },
    ],
    slippage: { fills: 6, meanBps: 4.2, sdBps: 2.1 },
  },
  returns: { path: 0.05, mixture: 0.03, policy: 0.01, long: 0.12, random: -0.04, cash: 0 },
};

const learning = {
  control: {
    ...{ model: arm(1.1), control: arm(-1.8), difference: 2.9, from: isoTime(SAMPLE_NOW - 3 * DAY) },
    points: Array.from({ length: 40 }, (_, i) => [
      SAMPLE_NOW - (40 - i) * 3_600_000,
      10_000 + Math.sin(i / 5) * 3 + i / 20,
      10_000 - i / 22,
    ]),
    says: 'The account is $2.90 ahead of the control arm after 3 round trips against 3; with fewer than 30 each, a few weeks show luck more than skill.',
  },
  ...learned,
};

type Cycle = TrainingCycles['cycles'][number];

/** The `number`th cycle of the sample: each fifth one trains. */
function cycle(number: number): Cycle {
  const trains = number % 5 === 0;
  const training = (assetClass: (typeof CLASSES)[number]) => ({
    assetClass,
    model: `${assetClass}-${String(number).padStart(4, '0')}`,
    refused: null,
    rows: 500,
    evaluation: sampleEvaluation({ accuracy: 0.5 + (number % 13) / 100, logLoss: 0.7 - (number % 7) / 100 }),
    breakEven: 0.59,
  });
  const refused = {
    ...{ assetClass: 'stock' as const, model: null, rows: 120, evaluation: null, breakEven: null },
    refused: 'There are 120 matured samples; a training needs 200.',
  };
  return {
    cycle: number,
    at: isoTime(SAMPLE_NOW - 90_000 - (42 - number) * 180_000),
    collected: ['BTC/USD', 'ETH/USD', 'AAPL'].map((symbol, i) => ({
      ...{ symbol, newBars: i === 2 ? 0 : 1, newSamples: i === 2 ? 0 : 1, matured: 1 },
      note: null,
    })),
    trained: trains ? [training('crypto'), number === 35 ? refused : training('stock')] : null,
    forecasts: [
      { symbol: 'BTC/USD', assetClass: 'crypto', reason: 'NO_MODEL' },
      { symbol: 'ETH/USD', assetClass: 'crypto', reason: 'NO_MODEL' },
      { symbol: 'AAPL', assetClass: 'stock', reason: 'NO_MODEL' },
    ],
    nextTrainingIn: 5 - (number % 5),
  };
}

const cycles = { cycles: Array.from({ length: 42 }, (_, i) => cycle(42 - i)), total: 42 };

/** Data of each answer that the training page asks for, held against its schema. */
export const sampleAnswers = () => ({
  '/api/training/cycles?last=50': cyclesSchema.parse(cycles),
  '/api/training/samples': samplesSchema.parse(samples),
  '/api/training/evaluation': evaluationSchema.parse(evaluation),
  '/api/training/calibration': calibrationSchema.parse(calibration),
  '/api/training/importance': importanceSchema.parse(importance),
  '/api/training/drift': driftSchema.parse(drift),
  '/api/training/gate': gateSchema.parse(gate),
  '/api/learning/status': learningSchema.parse(learning),
});

export type SampleAnswers = ReturnType<typeof sampleAnswers>;

/** The same as a page has them, changed: null stands for an answer that is still on its way. */
export function loadedAnswers(
  change: { readonly [Url in keyof SampleAnswers]?: SampleAnswers[Url] | null } = {},
): Record<string, Loaded> {
  const entries = Object.entries({ ...sampleAnswers(), ...change }).filter(([, data]) => data !== null);
  return Object.fromEntries(
    entries.map(([url, data]) => [url, { state: 'loaded', data, asOf: isoTime(SAMPLE_NOW) }]),
  );
}
