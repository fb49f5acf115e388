import { schema as feedSchema, type LiveFeed } from '../../src/lib/app/schemas/live-feed.ts';

/** The moment that the sample is of. */
export const SAMPLE_NOW = Date.parse('2026-11-26T12:00:30.000Z');
const AT = '2026-11-26T12:00:00.000Z';
const CLOSES = [58_200, 58_900, 59_400, 58_700, 59_800, 60_100, 59_900, 60_500];

const evaluation = {
  n: 240,
  nEffective: 120,
  fromMs: SAMPLE_NOW - 90 * 86_400_000,
  toMs: SAMPLE_NOW - 86_400_000,
  accuracy: 0.62,
  accuracyInterval95: [0.53, 0.7] as [number, number],
  baselines: { majority: 0.58, persistence: 0.51, alwaysLong: 0.58 },
  logLoss: 0.66,
  climatologyLogLoss: 0.69,
  brier: 0.23,
  climatologyBrier: 0.245,
  calibrationError: 0.04,
  confident: { share: 0.08, count: 19, hitRate: 0.74, overconfidence: 1.2 },
  honestyGap: 0.02,
  folds: [0, 1, 2].map(fold => ({
    fromMs: SAMPLE_NOW - (90 - 30 * fold) * 86_400_000,
    toMs: SAMPLE_NOW - (62 - 30 * fold) * 86_400_000,
    n: 80,
    accuracy: 0.6 + fold * 0.02,
    logLoss: 0.67 - fold * 0.01,
  })),
};

const account: LiveFeed['status']['account'] = {
  account: 'SIM-42',
  startingCash: 10_000,
  main: {
    ...{ cash: 9_925.4, equity: 10_001.1, profit: 1.1, realised: 0.8, unrealised: 0.3, fees: 0.55 },
    ...{ turnover: 225, trades: 3, roundTrips: 1, wins: 1 },
    positions: [
      {
        ...{ symbol: 'BTC/USD', qty: 0.00125, cost: 75.4, averagePrice: 60_320, mark: 60_560, value: 75.7 },
        ...{ unrealised: 0.3, openedAt: '2026-11-26T00:02:00.000Z', target: 62_000, stop: 58_900 },
        expiresAt: '2026-11-27T00:00:00.000Z',
      },
    ],
  },
  control: {
    ...{ cash: 9_998.2, equity: 9_998.2, profit: -1.8, realised: -1.8, unrealised: 0, fees: 1.1 },
    ...{ turnover: 440, trades: 6, roundTrips: 3, wins: 1, positions: [] },
  },
  openOrders: [],
};

const training: LiveFeed['status']['training'] = {
  cycles: 42,
  lastCycleAt: '2026-11-26T11:59:00.000Z',
  nextTrainingIn: 3,
  classes: [
    {
      ...{ assetClass: 'stock', samples: 4_380, matured: 4_374, window: 500, model: 'stock-0001-abc' },
      ...{ trainedTo: '2026-11-24T21:00:00.000Z', evaluation, trouble: null },
    },
    {
      ...{ assetClass: 'crypto', samples: 1_460, matured: 1_458, window: 500, model: 'crypto-0001-def' },
      ...{ trainedTo: '2026-11-25T00:00:00.000Z', evaluation, trouble: null },
    },
  ],
};

const SAMPLE: LiveFeed = {
  simulated: true,
  banner: 'SIMULATED market, edge: concentrated — not a real result',
  market: 'simulated/42/concentrated',
  broker: 'simulated',
  interval: '1d',
  epochMs: 86_400_000,
  revision: { journal: '120', store: '7', models: '3' },
  status: {
    ...{ home: '/home/you/hive', mode: 'simulated', strategy: 'forest', edge: 'concentrated', halted: null },
    account,
    today: { profit: 1.1, orders: 2, ordersLeft: 38, notional: 150, notionalLeft: 1_350 },
    lastTick: {
      ...{ at: AT, ageMs: 30_000, ticks: 640 },
      reasons: [
        {
          symbol: 'BTC/USD',
          reason: 'EPOCH_DECIDED',
          meaning: 'this epoch is already decided; nothing to do',
        },
        { symbol: 'ETH/USD', reason: 'LOW_CONFIDENCE', meaning: 'the confidence is not above the threshold' },
      ],
    },
    gate: { stage: 'shadow', words: 'no evidence of an edge', overriddenUntil: null },
    training,
    regime: [{ symbol: 'BTC/USD', regime: 'calm' }],
    runs: { scheduled: null, jobs: [] },
    needs: [],
  },
  limits: {
    limits: [
      { id: 'order', name: 'One order', unit: 'usd', used: null, limit: 75, share: null, kind: 'cap' },
      {
        id: 'day-notional',
        name: 'Notional a day',
        unit: 'usd',
        used: 150,
        limit: 1_500,
        share: 0.1,
        kind: 'cap',
      },
      { id: 'day-orders', name: 'Orders a day', unit: 'count', used: 2, limit: 40, share: 0.05, kind: 'cap' },
      { id: 'day-loss', name: 'Loss a day', unit: 'usd', used: 0, limit: 100, share: 0, kind: 'cap' },
    ],
    exposure: 75.7,
    exposureShare: 0.00757,
    halted: null,
    armed: { needed: false, until: null, withoutEvidence: false, says: 'No real money is at stake.' },
  },
  equity: {
    from: '2026-11-25T12:00:00.000Z',
    to: AT,
    ticks: 3,
    points: [
      [SAMPLE_NOW - 86_400_000, 10_000, 10_000],
      [SAMPLE_NOW - 43_200_000, 9_997.5, 9_999],
      [SAMPLE_NOW - 30_000, 10_001.1, 9_998.2],
    ],
    ...{ startingCash: 10_000, change: 1.1, controlChange: -1.8, maxDrawdown: 0.00025 },
  },
  quotes: [
    {
      ...{
        symbol: 'BTC/USD',
        assetClass: 'crypto',
        price: 60_560,
        ask: 60_608,
        at: '2026-11-26T12:00:30.000Z',
      },
      ...{ from: 'simulated', change: 0.001, closes: CLOSES },
    },
    {
      ...{
        symbol: 'ETH/USD',
        assetClass: 'crypto',
        price: 1_620.5,
        ask: 1_621.8,
        at: '2026-11-26T12:00:30.000Z',
      },
      ...{ from: 'simulated', change: -0.012, closes: CLOSES.map(close => close / 37) },
    },
    {
      ...{ symbol: 'AAPL', assetClass: 'stock', price: 231.2, ask: null, at: '2026-11-25T21:00:00.000Z' },
      ...{ from: 'bar', change: 0.004, closes: [228, 229.5, 230.3, 231.2] },
    },
  ],
  bars: [
    {
      ...{ symbol: 'BTC/USD', interval: '1d', time: '2026-11-25T00:00:00.000Z' },
      ...{ open: 59_900, high: 60_900, low: 59_200, close: 60_500, volume: 812.5 },
    },
  ],
  predictions: [
    {
      ...{ symbol: 'BTC/USD', assetClass: 'crypto', action: 'BUY', probabilityUp: 0.72, confidence: 0.72 },
      ...{ interval: [0.68, 0.75], expectedMove: 0.02, cost: 0.0058, breakEven: 0.51, price: 60_500 },
      barCloseAt: '2026-11-26T00:00:00.000Z',
      model: { name: 'crypto-0001-def', trainedTo: '2026-11-25T00:00:00.000Z', ageMs: 129_630_000 },
      topFeatures: [{ feature: 'rsi', value: 61.2, effect: 0.04 }],
    },
    { symbol: 'ETH/USD', assetClass: 'crypto', reason: 'NO_FEATURES' },
  ],
  signals: [
    {
      ...{ seq: 118, at: '2026-11-26T00:02:00.000Z', symbol: 'BTC/USD', strategy: 'forest', action: 'BUY' },
      ...{ effect: 'BUY', confidence: 0.72, probabilityUp: 0.72, threshold: 0.7, reason: 'ENTRY_SIGNAL' },
      meaning: 'bought: the signal was strong enough',
    },
    {
      ...{ seq: 117, at: '2026-11-26T00:02:00.000Z', symbol: 'ETH/USD', strategy: 'forest', action: 'SELL' },
      ...{ effect: 'HOLD', confidence: 0.61, probabilityUp: 0.39, threshold: 0.7, reason: 'LOW_CONFIDENCE' },
      meaning: 'the confidence is not above the threshold',
    },
  ],
  fills: [
    {
      ...{
        fill: 'f-3',
        order: 'hive-b-3',
        symbol: 'BTC/USD',
        side: 'buy',
        qty: '0.001253133',
        price: '59850.00',
      },
      ...{ at: '2026-11-26T00:02:01.000Z', cash: '-75.00', net: '0.001250000', fee: '0.19', seq: 119 },
      ...{ mode: 'simulated', account: 'SIM-42', purpose: 'entry', reason: 'ENTRY_SIGNAL', confidence: 0.72 },
      ...{ decision: 'd-118', realised: null },
    },
    {
      ...{ fill: 'f-2', order: 'hive-s-2', symbol: 'ETH/USD', side: 'sell', qty: '0.046', price: '1650.00' },
      ...{ at: '2026-11-25T09:10:01.000Z', cash: '75.71', net: '-0.046', fee: '0.19', seq: 96 },
      ...{ mode: 'simulated', account: 'SIM-42', purpose: 'exit', reason: 'EXIT_TARGET', confidence: null },
      ...{ decision: null, realised: '0.80' },
    },
  ],
  events: [
    {
      ...{ seq: 119, at: '2026-11-26T00:02:01.000Z', type: 'FILL', level: 'good', symbol: 'BTC/USD' },
      text: 'Bought 0.001253133 BTC/USD at $59,850.00, fee $0.19.',
    },
    {
      ...{ seq: 118, at: '2026-11-26T00:02:00.000Z', type: 'INTENT', level: 'info', symbol: 'BTC/USD' },
      text: 'Order to buy BTC/USD for $75.00.',
    },
  ],
  orders: {
    open: 0,
    orders: [
      {
        ...{
          order: 'hive-b-3',
          seq: 118,
          symbol: 'BTC/USD',
          side: 'buy',
          purpose: 'entry',
          reason: 'ENTRY_SIGNAL',
        },
        ...{ state: 'closed', notional: '75.00', qty: null, filledQty: '0.001253133', averagePrice: 59_850 },
        ...{
          confidence: 0.72,
          at: '2026-11-26T00:02:00.000Z',
          changedAt: '2026-11-26T00:02:01.000Z',
          detail: '',
        },
      },
    ],
  },
  training: null,
  health: {
    state: 'ok',
    checks: [
      { id: 'tick', title: 'Last tick', state: 'ok', says: 'A tick ran 30 s ago.', todo: null },
      { id: 'journal', title: 'Journal', state: 'ok', says: '120 records, verified.', todo: null },
    ],
    version: '0.1.0',
    startedAt: '2026-11-26T11:00:00.000Z',
    tickEveryMs: 120_000,
    cycleEveryMs: 180_000,
    journal: { records: 120, bytes: 64_000, lastAt: AT },
    streams: 1,
  },
};

/** A home with a position, a closed trade and both models, changed as `change` says; held against its schema. */
export const sampleFeed = (change: Partial<LiveFeed> = {}): LiveFeed =>
  feedSchema.parse({ ...structuredClone(SAMPLE), ...change });

/** A home before its first tick and its first cycle. */
export const emptyFeed = (): LiveFeed =>
  sampleFeed({
    status: {
      ...structuredClone(SAMPLE.status),
      ...{ account: null, today: null, lastTick: null, gate: null },
      training: { cycles: 0, lastCycleAt: null, nextTrainingIn: 5, classes: [] },
    },
    equity: {
      ...{ from: null, to: null, ticks: 0, points: [], startingCash: null },
      ...{ change: null, controlChange: null, maxDrawdown: null },
    },
    ...{ quotes: [], bars: [], predictions: [], signals: [], fills: [], events: [] },
    orders: { orders: [], open: 0 },
    limits: { ...structuredClone(SAMPLE.limits), exposure: 0, exposureShare: 0 },
  });
