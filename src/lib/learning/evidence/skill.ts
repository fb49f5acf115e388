import { surprisal } from '../../performance/log-loss.ts';
import { CLAIM, CLAIM_BETS, type Claim } from '../calibration/overconfidence.ts';
import type { TimeSpan } from '../split.ts';
import { type MeanState, newMean, observe } from './confidence-sequence.ts';
import { type BetGrid, bet, newWealth, type WealthState } from './wealth.ts';

/** A forecast and what came of it. */
export interface SettledForecast {
  /** Calibrated P(y = 1), as it was shown. */
  readonly probability: number;
  /** 0 or 1; of several forecasts made at one moment (their mean is one forecast) the share that came true. */
  readonly outcome: number;
  /** What one would have said without features. */
  readonly climatology: number;
  /** The confident claims of a moment with several forecasts, as one. Left out where the forecast speaks for itself. */
  readonly claim?: Claim;
  /** When it was made and settled. Left out where each is settled before the next is made. */
  readonly span?: TimeSpan;
}

/** Confident claims: how many, how often right, and the wealth of who bets that they are overconfident. */
export interface ClaimState {
  readonly n: number;
  readonly hits: number;
  readonly wealth: WealthState;
  readonly settledMs: number | null;
}

/** Prequential record of a pipeline: every forecast is scored once, before anything is learned from its outcome. */
export interface SkillState {
  readonly n: number;
  /** Right ones; a share counts as the share on the side taken. */
  readonly hits: number;
  /** Sums over the forecasts. */
  readonly logLoss: number;
  readonly climatologyLogLoss: number;
  readonly brier: number;
  readonly climatologyBrier: number;
  /** Of those in sequence: hits, for an interval, and the wealth of who bets that they beat climatology. */
  readonly accuracy: MeanState;
  readonly advantage: WealthState;
  readonly settledMs: number | null;
  readonly claims: ClaimState;
  /** Ten bins of the probability: how many, the sum said and the sum that came. */
  readonly bins: {
    readonly n: readonly number[];
    readonly said: readonly number[];
    readonly came: readonly number[];
  };
}

export const SKILL_BINS = 10;
/** Error level of the interval of the accuracy. */
export const SKILL_ALPHA = 0.05;
/**
 * Bets on Brier differences. If the forecasts are right, a bet of 1 grows about as fast as any; smaller ones find
 * forecasts that say too much, 2 those that say too little.
 */
export const ADVANTAGE_GRID: BetGrid = { sizes: [2, 1, 1 / 2, 1 / 4], prior: [1 / 4, 1 / 4, 1 / 4, 1 / 4] };
export const CLAIM_GRID: BetGrid = { sizes: CLAIM_BETS, prior: CLAIM_BETS.map(() => 1 / CLAIM_BETS.length) };
const LARGEST_CLAIM_BET = Math.max(...CLAIM_BETS);

export const newSkill = (): SkillState => ({
  n: 0,
  hits: 0,
  logLoss: 0,
  climatologyLogLoss: 0,
  brier: 0,
  climatologyBrier: 0,
  accuracy: newMean(),
  advantage: newWealth(ADVANTAGE_GRID),
  settledMs: null,
  claims: { n: 0, hits: 0, wealth: newWealth(CLAIM_GRID), settledMs: null },
  bins: { n: zeros(), said: zeros(), came: zeros() },
});

const zeros = (): number[] => new Array<number>(SKILL_BINS).fill(0);

/**
 * The record with one more forecast, oldest first. Sums take all of them. What is tested (the interval of the
 * accuracy, both bets) takes only those in sequence: one made before the last that was taken had been settled shares
 * its outcome and is passed over.
 * @throws RangeError for a probability, outcome or climatology outside [0, 1] or a span that is not finite.
 */
export function settle(state: SkillState, forecast: SettledForecast): SkillState {
  checkForecast(forecast);
  const { probability: p, outcome: y, climatology: c, span } = forecast;
  const hit = p > 1 / 2 ? y : 1 - y;
  const brier = (p - y) ** 2;
  const climatologyBrier = (c - y) ** 2;
  const tested = inSequence(state.settledMs, span);
  return {
    n: state.n + 1,
    hits: state.hits + hit,
    logLoss: state.logLoss + nats(p, y),
    climatologyLogLoss: state.climatologyLogLoss + nats(c, y),
    brier: state.brier + brier,
    climatologyBrier: state.climatologyBrier + climatologyBrier,
    accuracy: tested ? observe(SKILL_ALPHA, state.accuracy, hit) : state.accuracy,
    advantage: tested
      ? bet(ADVANTAGE_GRID, state.advantage, { gain: climatologyBrier - brier, maxBet: safeBet(p, c) })
      : state.advantage,
    settledMs: tested && span ? span.to : state.settledMs,
    claims: claimed(state.claims, forecast.claim ?? { confidence: Math.max(p, 1 - p), correct: hit }, span),
    bins: count(state.bins, p, y),
  };
}

function checkForecast({ probability, outcome, climatology, claim, span }: SettledForecast): void {
  for (const share of [probability, outcome, climatology, ...Object.values(claim ?? {})]) {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`A forecast has no share of ${share}.`);
  }
  if (span && !(Number.isFinite(span.from) && Number.isFinite(span.to))) {
    throw new RangeError('A forecast is made and settled at moments that are finite.');
  }
}

const nats = (p: number, y: number): number => y * surprisal(p) + (1 - y) * surprisal(1 - p);

const inSequence = (settledMs: number | null, span: TimeSpan | undefined): boolean =>
  settledMs === null || span === undefined || span.from >= settledMs;

/**
 * (c - y)² - (p - y)² is (c - p)(c + p - 2y): known before the outcome to be within |c - p| max(c + p, 2 - c - p) of
 * 0. A bet of half of the reciprocal of that never loses more than half.
 */
function safeBet(p: number, c: number): number {
  const bound = Math.abs(c - p) * Math.max(c + p, 2 - c - p);
  return 1 / (2 * Math.max(bound, 1 / 4));
}

function claimed(state: ClaimState, { confidence, correct }: Claim, span: TimeSpan | undefined): ClaimState {
  if (confidence < CLAIM) return state;
  const counted = { n: state.n + 1, hits: state.hits + correct };
  if (!inSequence(state.settledMs, span)) return { ...state, ...counted };
  const gain = { gain: confidence - correct, maxBet: LARGEST_CLAIM_BET };
  return {
    ...counted,
    wealth: bet(CLAIM_GRID, state.wealth, gain),
    settledMs: span ? span.to : state.settledMs,
  };
}

function count(bins: SkillState['bins'], p: number, y: number): SkillState['bins'] {
  const at = Math.min(SKILL_BINS - 1, Math.floor(p * SKILL_BINS));
  const [n, said, came] = [bins.n.slice(), bins.said.slice(), bins.came.slice()];
  n[at]!++;
  said[at]! += p;
  came[at]! += y;
  return { n, said, came };
}
