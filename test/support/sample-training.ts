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
    verdict: null,
  })),
};

const arm = (profit: number) => ({
  ...{ equity: 10_000 + profit, profit, profitShare: profit / 10_000, fees: 0.55, turnover: 225 },
  ...{ roundTrips: 3, winRate: 0.5, maxDrawdown: 0.0003 },
});

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
  ...{ gate: null, experts: null, policy: null, regime: null, rewards: null },
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
