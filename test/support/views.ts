import type { ArmPlan } from '../../src/lib/app/arming/arm.ts';
import type { BookView } from '../../src/lib/app/book-view.ts';
import type { HaltReport } from '../../src/lib/app/halt/halt.ts';
import { done, notNeeded } from '../../src/lib/app/halt/step.ts';
import type { ModelDetail, ModelSummary } from '../../src/lib/app/models.ts';
import type { Positions } from '../../src/lib/app/positions.ts';
import type { RunsReport } from '../../src/lib/app/runs/runs-report.ts';
import type { JobSummary, RunsSummary } from '../../src/lib/app/runs/runs-summary.ts';
import type { Status } from '../../src/lib/app/status.ts';
import type { Forecast } from '../../src/lib/app/train/forecast.ts';
import type { TrainStatus } from '../../src/lib/app/train-status.ts';
import type { Trade } from '../../src/lib/journal/trade.ts';
import type { Evaluation } from '../../src/output/render/scorecard.ts';
import type { Screen } from '../../src/output/render/screen.ts';

/** Made-up data of the use cases, for tests of how they look. */

const AT = '2026-09-22T00:05:00.000Z';

export const screen = (width = 80): Screen => ({ width, colour: false, banner: 'SIMULATED' });

export const evaluation = (changes: Partial<Evaluation> = {}): Evaluation => ({
  n: 1_240,
  nEffective: 321.4,
  fromMs: 1_788_220_800_000,
  toMs: 1_789_862_400_000,
  accuracy: 0.675,
  accuracyInterval95: [0.61, 0.72],
  baselines: { majority: 0.55, persistence: 0.5, alwaysLong: 0.45 },
  logLoss: 0.6399,
  climatologyLogLoss: 0.6373,
  brier: 0.2237,
  climatologyBrier: 0.2225,
  calibrationError: 0.0559,
  confident: { share: 0.1, count: 124, hitRate: 0.78, overconfidence: 1.2 },
  honestyGap: 0.03,
  folds: [],
  ...changes,
});

export const forecast = (changes: Partial<Forecast> = {}): Forecast => ({
  symbol: 'BTC/USD',
  assetClass: 'crypto',
  action: 'BUY',
  probabilityUp: 0.731,
  confidence: 0.731,
  interval: [0.71, 0.76],
  expectedMove: 0.0153,
  cost: 0.0058,
  breakEven: 0.4576,
  price: 67_896.56,
  barCloseAt: '2026-09-22T00:00:00.000Z',
  model: { name: 'crypto-20260920t0000-2e791892', trainedTo: '2026-09-20T00:00:00.000Z', ageMs: 173_100_000 },
  topFeatures: [
    { feature: 'logVolume60', value: 0.4563, effect: -0.0927 },
    { feature: 'volatility20', value: -0.1627, effect: 0.0557 },
    { feature: 'sentiment5', value: 1.1604, effect: 0.0492 },
  ],
  ...changes,
});

export const book = (changes: Partial<BookView> = {}): BookView => ({
  cash: 9_925,
  equity: 9_999.75,
  profit: -0.25,
  realised: 0,
  unrealised: -0.25,
  fees: 0.19,
  turnover: 75,
  trades: 1,
  roundTrips: 0,
  wins: 0,
  positions: [
    {
      symbol: 'BTC/USD',
      qty: 0.001115483,
      cost: 75,
      averagePrice: 67_235.45,
      mark: 67_013.7,
      value: 74.75,
      unrealised: -0.25,
      openedAt: AT,
      target: 69_100,
      stop: 65_100.5,
      expiresAt: '2026-09-23T00:00:00.000Z',
    },
  ],
  ...changes,
});

export const account = (changes: Partial<Positions> = {}): Positions => ({
  account: 'SIM-0BA40B1643',
  startingCash: 10_000,
  main: book(),
  control: book({ equity: 10_001, profit: 1, positions: [] }),
  openOrders: [],
  ...changes,
});

export const detail = (changes: Partial<ModelDetail> = {}): ModelDetail => ({
  assetClass: 'crypto',
  variant: null,
  learner: 'forest',
  rows: 500,
  trainedFrom: '2026-06-13T00:00:00.000Z',
  trainedTo: '2026-09-20T00:00:00.000Z',
  interval: '1d',
  source: 'simulated',
  labelSet: 'barrier/h1/k1/c0.0058',
  featureSet: 'hive-8/1',
  seed: 42,
  hash: '2e79189249d99d31c21fc3e44bf42e6e34cb720b00039046507364c4bd536fe9',
  importance: [
    { feature: 'sma10', share: 0.6 },
    { feature: 'change', share: 0.4 },
  ],
  breakEven: { pStar: 0.4576, meanWin: 0.0542, meanLoss: 0.035, cost: 0.0058 },
  calibration: 'climatology',
  evaluation: evaluation(),
  ...changes,
});

export const model = (changes: Partial<ModelSummary> = {}): ModelSummary => ({
  name: 'crypto-20260920t0000-2e791892',
  current: true,
  bytes: 14_808,
  detail: detail(),
  trouble: null,
  ...changes,
});

export const trade = (changes: Partial<Trade> = {}): Trade => ({
  fill: 'fill-1',
  order: 'hive-1',
  symbol: 'ETH/USD',
  side: 'sell',
  qty: '0.049704017',
  price: '1500.89',
  at: AT,
  cash: '74.41',
  net: '-0.049704017',
  fee: '0.19',
  seq: 7,
  mode: 'simulated',
  account: 'SIM-0BA40B1643',
  purpose: 'exit',
  reason: 'EXIT_TIME',
  confidence: 0.82,
  decision: 'main-ETHUSD-20718',
  realised: '-0.59',
  ...changes,
});

export const training = (changes: Partial<TrainStatus> = {}): TrainStatus => ({
  cycles: 3,
  lastCycleAt: AT,
  nextTrainingIn: 2,
  classes: [
    {
      assetClass: 'crypto',
      samples: 1_452,
      matured: 1_450,
      window: 500,
      model: 'crypto-20260920t0000-2e791892',
      trainedTo: '2026-09-20T00:00:00.000Z',
      evaluation: evaluation(),
      trouble: null,
    },
  ],
  ...changes,
});

/** A day of ticks, of which some were missed, and no cycle. */
export const runsSummary = (changes: Partial<RunsSummary> = {}): RunsSummary => ({
  scheduled: { by: 'cron', since: '2026-09-20T00:00:00.000Z' },
  jobs: [jobSummary()],
  ...changes,
});

export const jobSummary = (changes: Partial<JobSummary> = {}): JobSummary => ({
  job: 'tick',
  last: {
    ...{ job: 'tick', startedAt: AT, endedAt: '2026-09-22T00:05:01.200Z', tookMs: 1_200, exitCode: 0 },
    ...{ code: null, outcome: 'worked', cause: null, says: 'ended well' },
  },
  next: '2026-09-22T00:08:00.000Z',
  everyMs: 120_000,
  slots: 720,
  counts: { ran: 700, late: 5, running: 0, failed: 0, 'cut-off': 0, missed: 15 },
  longestGapMs: 24 * 60_000,
  undone: 15,
  why: '12 (the machine was off), 3 (for no known reason)',
  troubles: [
    {
      ...{ verdict: 'missed', cause: 'machine-off', exitCode: null, code: null, slots: 12 },
      says: 'the machine was off',
    },
    {
      ...{ verdict: 'missed', cause: 'unknown', exitCode: null, code: null, slots: 3 },
      says: 'for no known reason',
    },
  ],
  ...changes,
});

/** An hour of ticks: good, one that failed, and a machine that was off. */
export const runsReport = (changes: Partial<RunsReport> = {}): RunsReport => ({
  from: '2026-09-22T00:00:00.000Z',
  to: '2026-09-22T01:00:00.000Z',
  scheduled: { by: 'cron', since: '2026-09-20T00:00:00.000Z' },
  jobs: [
    {
      ...{ job: 'tick', words: 'every 2 minutes', slots: 30, longestGapMs: 26 * 60_000 },
      counts: { ran: 17, late: 0, running: 0, failed: 1, 'cut-off': 0, missed: 12 },
      spans: [
        spanAt('00:00', '00:34', { slots: 17, verdict: 'ran', says: 'ran' }),
        spanAt('00:34', '00:36', {
          ...{ slots: 1, verdict: 'failed', says: 'failed: exit code 5, BROKER_DOWN' },
          ...{ exitCode: 5, code: 'BROKER_DOWN' },
        }),
        spanAt('00:36', '01:00', {
          ...{ slots: 12, verdict: 'missed', cause: 'machine-off', says: 'the machine was off' },
        }),
      ],
    },
  ],
  runs: [
    {
      ...{ job: 'tick', startedAt: '2026-09-22T00:32:00.000Z', endedAt: '2026-09-22T00:32:01.000Z' },
      ...{ tookMs: 1_000, exitCode: 0, code: null, outcome: 'worked', cause: null, says: 'ended well' },
    },
    {
      ...{ job: 'tick', startedAt: '2026-09-22T00:34:00.000Z', endedAt: '2026-09-22T00:34:30.000Z' },
      ...{ tookMs: 30_000, exitCode: 5, code: 'BROKER_DOWN', outcome: 'failed', cause: null },
      says: 'failed: exit code 5, BROKER_DOWN',
    },
  ],
  ...changes,
});

type Span = RunsReport['jobs'][number]['spans'][number];

const spanAt = (
  from: string,
  to: string,
  rest: Pick<Span, 'slots' | 'verdict' | 'says'> & Partial<Span>,
): Span => ({
  ...{ from: `2026-09-22T${from}:00.000Z`, to: `2026-09-22T${to}:00.000Z` },
  ...{ cause: null, exitCode: null, code: null },
  ...rest,
});

export const status = (changes: Partial<Status> = {}): Status => ({
  home: '/home/someone/.local/state/hive',
  mode: 'simulated',
  strategy: 'forest',
  edge: 'concentrated',
  halted: null,
  account: account(),
  today: { profit: -1.2, orders: 1, ordersLeft: 39, notional: 75, notionalLeft: 1_425 },
  lastTick: {
    at: AT,
    ageMs: 125_000,
    ticks: 12,
    reasons: [
      { symbol: 'BTC/USD', reason: 'LOW_CONFIDENCE', meaning: 'the confidence is not above the threshold' },
    ],
  },
  gate: { stage: 'shadow', words: 'no evidence of an edge', overriddenUntil: null },
  training: training(),
  regime: [{ symbol: 'BTC/USD', regime: 'calm' }],
  runs: runsSummary(),
  needs: [],
  ...changes,
});

export const haltReport = (changes: Partial<HaltReport> = {}): HaltReport => ({
  halted: true,
  changed: true,
  reason: 'alarm',
  journalled: true,
  steps: {
    file: done('/srv/hive/state/HALT'),
    cancel: notNeeded('the embedded broker keeps no order open'),
    suspend: notNeeded('the embedded broker keeps no order open'),
  },
  ...changes,
});

export const armPlan = (changes: Partial<ArmPlan> = {}): ArmPlan => ({
  account: '912345678',
  cash: 1_234.56,
  buyingPower: 1_234.56,
  blocked: null,
  until: '2026-12-22T12:00:00.000Z',
  withoutEvidence: false,
  limits: {
    maxOrderUsd: 75,
    maxOrderShare: 0.02,
    minBuyingPowerUsd: 25,
    dailyNotionalUsd: 1_500,
    dailyOrders: 40,
    cooldown: '2m',
    dailyLossUsd: 100,
    maxQuoteAgeSeconds: 30,
    maxSpreadBps: 100,
  },
  sentence: 'trade 912345678 live',
  ...changes,
});
