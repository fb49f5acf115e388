import type { BreakEvenRow } from '../../src/lib/app/learn/break-even-table.ts';
import type { ModelChoice } from '../../src/lib/app/learn/choose-model.ts';
import type { GateView } from '../../src/lib/app/learn/gate-view.ts';
import type { LearnEvaluation } from '../../src/lib/app/learn/learn-evaluate.ts';
import type { LearnStatus } from '../../src/lib/app/learn/learn-status.ts';
import { reliability } from '../../src/lib/performance/reliability.ts';

const AT = '2026-09-22T00:05:00.000Z';

/** A gate that has been overridden, with a verdict of before. */
export const gateView = (changes: Partial<GateView> = {}): GateView => ({
  assetClass: 'crypto',
  candidate: 'mixture-0c07f9c9',
  generation: 2,
  stage: 'canary',
  enforced: true,
  overriddenUntil: '2026-09-29T00:00:00.000Z',
  words: 'weak evidence',
  says: 'There is weak evidence of an edge: wealth 5.2 of 132 against cash, 1.3 against its usual exposure.',
  lnMoney: Math.log(5.2),
  lnTiming: Math.log(1.3),
  lnWanted: Math.log(131.6),
  capShare: 0.2,
  epochs: 412,
  epochsToWanted: 811.4,
  curve: [[Date.parse(AT), 1.2, 0.3, 0.8]],
  verdicts: [
    {
      ...{ at: AT, generation: 2, from: 'shadow', to: 'canary', lnMoney: 1.4, lnTiming: 0.2, lnWanted: 4.9 },
      why: 'There is weak evidence of an edge: wealth 4.1 of 132 against cash.',
    },
  ],
  ...changes,
});

/** Everything that can be known of a learner. */
export const learnStatus = (changes: Partial<LearnStatus> = {}): LearnStatus => ({
  gate: gateView(),
  skill: {
    ...{ n: 412, accuracy: 0.541, interval: [0.47, 0.61], logLoss: 0.6871, climatologyLogLoss: 0.6902 },
    ...{ brier: 0.2411, climatologyBrier: 0.2467, claims: 41, claimsTrue: 29.5 },
    ...{ advantage: 3.4, overconfidence: 1.27, silenced: false },
    reliability: reliability([0.42, 0.58, 0.81], [0, 1, 1]),
  },
  experts: {
    weights: [
      { id: 'forest-long', weight: 0.62, exposure: { 'BTC/USD': 1, 'ETH/USD': null } },
      { id: 'cash', weight: 0.38, exposure: { 'BTC/USD': 0, 'ETH/USD': 0 } },
    ],
    lnWealth: 1.21,
    mixture: { 'BTC/USD': 0.62, 'ETH/USD': 0 },
    path: { ids: ['forest-long', 'cash'], points: [{ atMs: Date.parse(AT), weights: [0.62, 0.38] }] },
  },
  policy: {
    ...{ used: false, split: false, lnSplit: 0.4, epochs: 824, resets: 1, drift: 12.3 },
    symbols: [
      { symbol: 'BTC/USD', stake: 0.5, greedy: 0.5, odds: [0, 0, 1, 0, 0], expected: -0.012, width: 0.21 },
    ],
  },
  regime: {
    symbols: [{ symbol: 'BTC/USD', regime: 'wild down' }],
    names: ['unknown', 'calm up', 'calm down', 'wild up', 'wild down'],
    timeline: [{ atMs: Date.parse(AT), codes: [4] }],
  },
  rewards: {
    newest: [
      {
        ...{ decision: 'main-BTCUSD-20753', symbol: 'BTC/USD', regime: 'calm up', confidence: 0.74 },
        ...{ openedAt: AT, closedAt: AT, ticks: 720, spent: 75, fees: 0.37, net: -1.27 },
      },
    ],
    voided: 1,
    table: [{ regime: 'calm up', confidence: '70-80 %', trades: 12, meanReturn: 0.004, shrunk: 0.0015 }],
    slippage: { fills: 24, meanBps: 4.1, sdBps: 2.7 },
  },
  returns: { path: 0.047, mixture: 0.03, policy: -0.076, long: 0.099, random: -0.11, cash: 0 },
  ...changes,
});

export const learnEvaluation = (changes: Partial<LearnEvaluation> = {}): LearnEvaluation => ({
  decisions: 824,
  offPolicy: {
    ...{ proposed: false, reason: 'not-above-logged', decisions: 824, effective: 311.2 },
    why: 'The lower bound -0.0123 is not above the logged mean 0.0004.',
    figures: { ips: 0.0007, snips: 0.0006, dr: 0.0005, lower: -0.0123, loggedMean: 0.0004 },
  },
  fullInformation: { epochs: 412, policy: 0.0006, path: 0.0004, wealth: 1.31, highest: 2.02 },
  proposed: false,
  says: 'There is no evidence that the policy does better. The lower bound -0.0123 is not above the logged mean 0.0004.',
  ...changes,
});

export const breakEvenRows = (): BreakEvenRow[] =>
  (
    [
      ['1h', 0.0057, 0.941],
      ['1d', 0.0267, 0.594],
      ['3m', 0.0004, 6.75],
    ] as const
  ).map(([horizon, meanMove, breakEven]) => ({
    ...{ symbol: 'BTC/USD', assetClass: 'crypto' as const, horizon, moves: 9_000, meanMove, breakEven },
    ...{ cost: 0.005, breakEvenAtMaker: breakEven - 0.1, isWorthWhile: breakEven <= 0.6 },
  }));

export const modelChoice = (changes: Partial<ModelChoice> = {}): ModelChoice => ({
  ...{ assetClass: 'crypto', action: 'promote', model: 'crypto-20260922t0000-8a49e560', pinned: true },
  ...{ before: 'crypto-20260921t0000-810312cb', reason: 'a review', journalled: true },
  ...changes,
});
