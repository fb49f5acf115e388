import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';
import { reliabilitySchema } from '../../learning/evaluation.ts';
import { STAGES } from '../../learning/feedback/records.ts';
import { equityPoint } from './equity.ts';

const arm = z.strictObject({
  equity: z.number(),
  profit: z.number(),
  profitShare: z.number().describe('Of starting cash.'),
  fees: z.number(),
  turnover: z.number(),
  roundTrips: z.int().min(0),
  winRate: z.number().min(0).max(1).nullable(),
  maxDrawdown: z.number().min(0).nullable(),
});

export const control = z.strictObject({
  model: arm.describe('The account that trades.'),
  control: arm.describe('The random arm under the same costs and limits.'),
  difference: z.number().describe('Profit of the account less that of the arm, dollars.'),
  from: z.iso.datetime(),
  points: z.array(equityPoint),
  says: z.string().describe('What may be said of it, in one sentence.'),
});

const share = z.number().min(0).max(1);
const stage = z.enum(STAGES);

const verdict = z.strictObject({
  at: z.iso.datetime(),
  generation: z.int().min(1),
  from: stage,
  to: stage,
  lnMoney: z.number(),
  lnTiming: z.number(),
  lnWanted: z.number(),
  why: z.string(),
});

export const gate = z.strictObject({
  assetClass: z.enum(ASSET_CLASSES),
  candidate: z.string().describe('Strategy and pipeline that are being tried.'),
  generation: z.int().min(1).describe('Candidates so far; each has a smaller share of the error budget.'),
  stage,
  enforced: z.boolean().describe('Whether an entry needs an open gate; elsewhere it informs.'),
  overriddenUntil: z.iso.datetime().nullable().describe('Until when a person trades without evidence.'),
  words: z.enum(['no evidence of an edge', 'weak evidence', 'promoted', 'retired']),
  says: z.string().describe('The verdict in one sentence, with its numbers.'),
  lnMoney: z.number().describe('Log wealth of a bettor on the net returns, against cash.'),
  lnTiming: z.number().describe('The same against a constant exposure of the same size.'),
  lnWanted: z.number().describe('Log wealth that all of the cap asks for.'),
  capShare: share.describe('Share of the cap that the evidence is worth.'),
  epochs: z.int().min(0).describe('Epochs whose outcome is known.'),
  epochsToWanted: z.number().nullable().describe('At the growth so far; null where it does not grow.'),
  curve: z
    .array(z.tuple([z.number(), z.number(), z.number(), z.number()]))
    .describe(
      'Time (UTC epoch ms), log wealth against cash, against constant exposure, of the mixture of experts.',
    ),
  verdicts: z.array(verdict).describe('Newest last.'),
});

export const skill = z
  .strictObject({
    n: z.int().min(0),
    accuracy: share,
    interval: z.tuple([share, share]).describe('Valid at any time, 95 %.'),
    logLoss: z.number().min(0),
    climatologyLogLoss: z.number().min(0),
    brier: share,
    climatologyBrier: share,
    advantage: z.number().min(0).describe('Wealth of a bettor that they beat the base rate.'),
    claims: z.int().min(0).describe('Probabilities of 70 % and more.'),
    claimsTrue: z.number().min(0),
    overconfidence: z.number().min(0).describe('Wealth of a bettor against them; 20 silences them.'),
    silenced: z.boolean(),
    reliability: reliabilitySchema.describe('Ten bins of what was said.'),
  })
  .describe('Forecasts that were said before their outcome was known.');

export const experts = z.strictObject({
  weights: z.array(
    z.strictObject({ id: z.string(), weight: share, exposure: z.record(z.string(), z.number().nullable()) }),
  ),
  lnWealth: z.number().describe('Log wealth of the mixture.'),
  mixture: z.record(z.string(), share).describe('Exposure of the mixture by symbol.'),
  path: z.strictObject({
    ids: z.array(z.string()),
    points: z.array(z.strictObject({ atMs: z.number(), weights: z.array(z.number()) })),
  }),
});

export const policy = z.strictObject({
  used: z.boolean().describe('Whether its stakes size entries, or are only learned.'),
  split: z.boolean().describe('Whether it tells regimes apart: only once that predicts better.'),
  lnSplit: z.number().describe('Log likelihood ratio for telling them apart; ln 20 is wanted.'),
  epochs: z.int().min(0).describe('Epochs and symbols it has learned from since it began.'),
  resets: z.int().min(0),
  drift: z.number().min(0).describe('Evidence of a change; 500 begins anew.'),
  symbols: z.array(
    z.strictObject({
      symbol: z.string(),
      stake: share,
      greedy: share,
      odds: z.array(share),
      expected: z.number().describe('Return of full exposure, in volatilities of an epoch.'),
      width: z.number().min(0),
    }),
  ),
});

export const regime = z.strictObject({
  symbols: z.array(z.strictObject({ symbol: z.string(), regime: z.string() })),
  names: z.array(z.string()),
  timeline: z
    .array(z.strictObject({ atMs: z.number(), codes: z.array(z.int().min(0)) }))
    .describe('Places in `names`, aligned with the symbols.'),
});

const reward = z.strictObject({
  decision: z.string(),
  symbol: z.string(),
  regime: z.string(),
  confidence: share.nullable(),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime(),
  ticks: z.int().min(0),
  spent: z.number(),
  fees: z.number(),
  net: z.number().describe('Dollars, fees included: the sum of the rewards of its ticks.'),
});

export const rewards = z.strictObject({
  newest: z.array(reward).describe('Oldest first.'),
  voided: z.int().min(0).describe('Trips that taught nothing: moved by hand, or of no known decision.'),
  table: z.array(
    z.strictObject({
      regime: z.string(),
      confidence: z.string(),
      trades: z.int().min(0),
      meanReturn: z.number(),
      shrunk: z.number().describe('Drawn to the mean of all trades, as 20 trades of it would.'),
    }),
  ),
  slippage: z.strictObject({
    fills: z.int().min(0),
    meanBps: z.number().nullable(),
    sdBps: z.number().nullable(),
  }),
});

export const returns = z
  .strictObject({
    path: z.number(),
    mixture: z.number(),
    policy: z.number(),
    long: z.number(),
    random: z.number(),
    cash: z.literal(0),
  })
  .describe(
    'Sums of net returns since the first epoch, as fractions of the cap: what each way to act would have made.',
  );

/** Members are null before the learner has taken its first stance. */
export const schema = z.strictObject({
  control: control.nullable().describe('Null before the first tick.'),
  gate: gate.nullable(),
  skill: skill.nullable(),
  experts: experts.nullable(),
  policy: policy.nullable(),
  regime: regime.nullable(),
  rewards: rewards.nullable(),
  returns: returns.nullable(),
});

export type LearningStatus = z.infer<typeof schema>;
