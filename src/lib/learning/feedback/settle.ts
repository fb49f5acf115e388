import { dataError } from '../../core/errors.ts';
import { CLAIM, type Claim } from '../calibration/overconfidence.ts';
import { detect } from '../evidence/e-detector.ts';
import { settle as scored } from '../evidence/skill.ts';
import { bet, lnWealth, MONEY_GRID } from '../evidence/wealth.ts';
import { type BrierState, scoreForecasts } from '../experts/brier-weights.ts';
import { advance, DEFAULT_MIXTURE, expertWeights } from '../experts/mixture.ts';
import { meanOver, netReturn, outcomesOf, type SymbolOutcome, worstLoss } from './accounting.ts';
import type { CandidateEvidence, ClassLearner, ShadowReturns } from './class-learner.ts';
import { clipped, DECAY_DETECTOR } from './detectors.ts';
import { extend } from './path.ts';
import { learnEpoch } from './policy-mind.ts';
import { RANDOM, RULE_LONG } from './pool.ts';
import type { SettledData, StanceData } from './records.ts';
import { stageAfter } from './stage.ts';

/** Share of a sure loss that a bet may reach: what is left of it can never be lost. */
const SURE = 0.99;
/** Returns beyond so many volatilities teach no more: they come of wrong bars. */
const MOST_RHO = 1_000;
/** Weight of an older exposure in the usual one. */
const HABIT = 0.99;

/**
 * What is known after an epoch has ended. Everything that is scored was said before: the stance lies in the state.
 * @throws HiveError (data, LEARNER_OUT_OF_STEP) for an epoch that nobody has taken a stance on.
 */
export function settle(learner: ClassLearner, settled: SettledData): ClassLearner {
  const { pending } = learner;
  if (pending?.epoch !== settled.epoch) throw outOfStep(settled, pending);
  const outcomes = outcomesOf(pending, learner.last, settled);
  const last = settled.gap ? null : pending;
  if (outcomes.length === 0) return { ...learner, pending: null, last };
  const next = {
    ...learner,
    pending: null,
    last,
    settled: learner.settled + 1,
    mixture: learner.mixture && advance(DEFAULT_MIXTURE, learner.mixture, mixtureStep(pending, outcomes)),
    forecasters: learner.forecasters && forecastersAfter(learner.forecasters, outcomes),
    policy: learnEpoch(learner.policy, lessonsOf(outcomes), settled.epoch),
    evidence: evidenceAfter(learner, outcomes),
    returns: returnsAfter(learner.returns, pending, outcomes),
  };
  return stageAfter(withPaths(next, settled.epoch));
}

function outOfStep({ epoch, assetClass }: SettledData, pending: StanceData | null) {
  const waiting = pending === null ? 'none is open' : `that of epoch ${pending.epoch} is open`;
  return dataError({
    code: 'LEARNER_OUT_OF_STEP',
    message: `Epoch ${epoch} of ${assetClass} was settled, but ${waiting}.`,
    next: 'Run hive journal verify: the record belongs to another journal.',
  });
}

function mixtureStep({ experts }: StanceData, outcomes: readonly SymbolOutcome[]) {
  const gains = experts.map((id, i) =>
    meanOver(outcomes, outcome => {
      const held = outcome.stance.exposures[i] ?? null;
      return held === null ? null : netReturn(outcome, held, outcome.before[id] ?? 0) / outcome.stance.sigma;
    }),
  );
  return { gains, maxBet: largestBet(outcomes, () => 1) };
}

/** Each symbol's bet is one outcome that the probabilities were about. */
const forecastersAfter = (forecasters: BrierState, outcomes: readonly SymbolOutcome[]): BrierState =>
  outcomes.reduce(
    (state, outcome) =>
      scoreForecasts(state, {
        probabilities: outcome.stance.probabilities,
        outcome: hasPaid(outcome) ? 1 : 0,
      }),
    forecasters,
  );

/** The most of a wealth that may be bet on one volatility: no loss that can happen takes all of it. */
function largestBet(outcomes: readonly SymbolOutcome[], held: (outcome: SymbolOutcome) => number): number {
  const worst = meanOver(outcomes, outcome => worstLoss(outcome, held(outcome))) ?? 0;
  // Nothing is held and costs nothing: whatever is bet on that is safe.
  return worst > SURE ? SURE / worst : 1;
}

const lessonsOf = (outcomes: readonly SymbolOutcome[]) =>
  outcomes.map(({ symbol, stance, move }) => ({
    symbol,
    context: stance.policy.context,
    rho: Math.max(-MOST_RHO, Math.min(MOST_RHO, move / stance.sigma)),
  }));

/** Both wealth processes, the usual exposure, the drawdown and the detector, one epoch on. */
function evidenceAfter(
  { evidence, stage }: ClassLearner,
  outcomes: readonly SymbolOutcome[],
): CandidateEvidence {
  const gain =
    meanOver(outcomes, own => netReturn(own, own.stance.path, own.pathBefore) / own.stance.sigma) ?? 0;
  const timed = meanOver(outcomes, own => timingGain(own, usual(evidence, own.symbol))) ?? 0;
  const total =
    evidence.total + (meanOver(outcomes, own => netReturn(own, own.stance.path, own.pathBefore)) ?? 0);
  const hasCapital = stage === 'canary' || stage === 'live';
  return {
    ...evidence,
    ...skillAfter(evidence, outcomes),
    money: bet(MONEY_GRID, evidence.money, { gain, maxBet: largestBet(outcomes, pathOf) }),
    timing: bet(MONEY_GRID, evidence.timing, { gain: timed, maxBet: largestBet(outcomes, () => 1) }),
    habit: habitAfter(evidence, outcomes),
    total,
    peak: Math.max(evidence.peak, total),
    decay: hasCapital ? detect(DECAY_DETECTOR, evidence.decay, -clipped(gain)) : evidence.decay,
  };
}

/** The bets of an epoch count as one forecast: symbols of a class move together. */
function skillAfter({ skill, base }: CandidateEvidence, outcomes: readonly SymbolOutcome[]) {
  const spoken = outcomes.filter(({ stance }) => stance.spoken !== null);
  const paid = outcomes.filter(hasPaid).length;
  const after = { base: [base[0] + paid, base[1] + outcomes.length] as const };
  if (spoken.length === 0) return after;
  const forecast = {
    probability: spoken.reduce((sum, { stance }) => sum + stance.spoken!, 0) / spoken.length,
    outcome: spoken.filter(hasPaid).length / spoken.length,
    climatology: baseRateOf(base),
  };
  const claim = claimOf(spoken);
  return { ...after, skill: scored(skill, claim ? { ...forecast, claim } : forecast) };
}

/** The mean of the confident ones: a symbol that says little must not hide what another one claims. */
function claimOf(spoken: readonly SymbolOutcome[]): Claim | null {
  const confident = spoken
    .map(outcome => ({ up: outcome.stance.spoken!, paid: hasPaid(outcome) }))
    .map(({ up, paid }) => ({ confidence: Math.max(up, 1 - up), isRight: up > 1 / 2 === paid }))
    .filter(({ confidence }) => confidence >= CLAIM);
  if (confident.length === 0) return null;
  return {
    confidence: confident.reduce((sum, { confidence }) => sum + confidence, 0) / confident.length,
    correct: confident.filter(({ isRight }) => isRight).length / confident.length,
  };
}

/** Whether a bet over the epoch paid for the way in and out. */
const hasPaid = ({ move, roundTrip }: SymbolOutcome): boolean => move > roundTrip;

/** (paid + 1) / (all + 2). */
export const baseRateOf = ([paid, all]: CandidateEvidence['base']): number => (paid + 1) / (all + 2);

const pathOf = ({ stance, pathBefore }: SymbolOutcome): number => Math.max(stance.path, pathBefore);

/** Usual exposure to a symbol before this epoch; null when there was none to know it by. */
function usual({ habit }: CandidateEvidence, symbol: string): number | null {
  const known = habit[symbol];
  return known ? known[0] / known[1] : null;
}

/** ((w - usual w) r - cost) / s: what timing adds to a constant exposure of the same size. */
function timingGain(outcome: SymbolOutcome, usualExposure: number | null): number {
  const { stance, pathBefore, move } = outcome;
  if (usualExposure === null) return 0;
  return (netReturn(outcome, stance.path, pathBefore) - usualExposure * move) / stance.sigma;
}

function habitAfter({ habit }: CandidateEvidence, outcomes: readonly SymbolOutcome[]) {
  const next = outcomes.map(({ symbol, stance }) => {
    const [sum, mass] = habit[symbol] ?? [0, 0];
    return [symbol, [HABIT * sum + stance.path, HABIT * mass + 1] as const] as const;
  });
  return { ...habit, ...Object.fromEntries(next) };
}

function returnsAfter(
  returns: ShadowReturns,
  { experts }: StanceData,
  outcomes: readonly SymbolOutcome[],
): ShadowReturns {
  const ofExpert = (id: string) => {
    const i = experts.indexOf(id);
    return meanOver(outcomes, own => netReturn(own, own.stance.exposures[i] ?? 0, own.before[id] ?? 0)) ?? 0;
  };
  return {
    path: returns.path + (meanOver(outcomes, own => netReturn(own, own.stance.path, own.pathBefore)) ?? 0),
    mixture:
      returns.mixture +
      (meanOver(outcomes, own => netReturn(own, own.stance.mixture, own.mixtureBefore)) ?? 0),
    policy:
      returns.policy +
      (meanOver(outcomes, own => netReturn(own, own.stance.policy.greedy, own.greedyBefore)) ?? 0),
    long: returns.long + ofExpert(RULE_LONG),
    random: returns.random + ofExpert(RANDOM),
  };
}

function withPaths(learner: ClassLearner, epoch: number): ClassLearner {
  const { mixture, evidence } = learner;
  const logs = [
    lnWealth(MONEY_GRID, evidence.money),
    lnWealth(MONEY_GRID, evidence.timing),
    mixture?.lnWealth ?? 0,
  ];
  const found = mixture && expertWeights(DEFAULT_MIXTURE, mixture);
  return {
    ...learner,
    curve: extend(learner.curve, epoch, logs),
    weights: found ? extend(learner.weights, epoch, [...found.weights, found.cash]) : learner.weights,
  };
}
