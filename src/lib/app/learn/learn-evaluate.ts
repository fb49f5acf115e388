import { isEntry, type TimedEntry, toEntry } from '../../journal/entry.ts';
import { bet, lnWealth, MONEY_GRID, newWealth } from '../../learning/evidence/wealth.ts';
import {
  meanOver,
  netReturn,
  outcomesOf,
  type SymbolOutcome,
  worstLoss,
} from '../../learning/feedback/accounting.ts';
import type { StanceData } from '../../learning/feedback/records.ts';
import type { ComparedDecision } from '../../learning/policy/policy-lower-bound.ts';
import { DEFAULT_PROPOSAL, type Proposal, propose } from '../../learning/policy/propose.ts';
import { STAKES } from '../../learning/policy/utility.ts';
import { wholeJournal } from '../read-journal.ts';
import type { Reading } from '../reading.ts';

/** Wealth at which the policy counts as better than the decision path, and may be used. */
const WANTED = 20;

export interface LearnEvaluation {
  /** Epochs and symbols whose outcome is known. */
  readonly decisions: number;
  /** The policy by the decisions that were made, weighed by how likely they were. */
  readonly offPolicy: Proposal;
  /** The policy by the returns of all exposures, which a price taker sees whatever was traded; null without any. */
  readonly fullInformation: {
    readonly epochs: number;
    /** Mean net return an epoch, as fractions of the cap. */
    readonly policy: number;
    readonly path: number;
    /** Wealth of a bettor that the policy brings more; its highest so far. */
    readonly wealth: number;
    readonly highest: number;
  } | null;
  /** Whether the policy may be used, and why or why not. */
  readonly proposed: boolean;
  readonly says: string;
}

/** Judges the policy by what the journal holds, before it is used: nothing is changed by it. */
export async function learnEvaluate(home: Reading): Promise<LearnEvaluation> {
  const log: ComparedDecision[] = [];
  const epochs: SymbolOutcome[][] = [];
  for (const { outcomes } of settledEpochs(await wholeJournal(home))) {
    if (outcomes.length === 0) continue;
    epochs.push(outcomes);
    log.push(...outcomes.map(comparedDecision));
  }
  const offPolicy = propose(log, { ...DEFAULT_PROPOSAL, range: { low: -1, high: 1 } });
  const fullInformation = epochs.length === 0 ? null : contest(epochs);
  return { decisions: log.length, offPolicy, fullInformation, ...verdict(offPolicy, fullInformation) };
}

/** Each settled stance of the journal with the one before it, as they were learned from. */
function* settledEpochs(records: Iterable<Parameters<typeof toEntry>[0]>) {
  let pending: StanceData | null = null;
  let last: StanceData | null = null;
  for (const record of records) {
    const entry: TimedEntry = toEntry(record);
    if (isEntry(entry, 'STANCE')) pending = entry.data;
    if (!isEntry(entry, 'SETTLED') || pending?.epoch !== entry.data.epoch) continue;
    yield { outcomes: outcomesOf(pending, last, entry.data) };
    last = entry.data.gap ? null : pending;
    pending = null;
  }
}

/** One decision of the path, the odds that it was drawn with, and those of the policy's own best stake. */
function comparedDecision(outcome: SymbolOutcome): ComparedDecision {
  const { stance, pathBefore } = outcome;
  const { policy, path, sigma, cost } = stance;
  const action = nearest(path);
  const odds =
    policy.draw !== null && path > 0 ? [...policy.odds] : STAKES.map((_, i) => Number(i === action));
  const target = STAKES.map(stake => Number(stake === policy.greedy));
  const estimates = STAKES.map(stake => stake * policy.mean * sigma - cost * Math.abs(stake - pathBefore));
  return { odds, target, action, reward: netReturn(outcome, path, pathBefore), estimates };
}

const nearest = (exposure: number): number =>
  STAKES.reduce(
    (best, stake, i) => (Math.abs(stake - exposure) < Math.abs(STAKES[best]! - exposure) ? i : best),
    0,
  );

function contest(
  epochs: readonly (readonly SymbolOutcome[])[],
): NonNullable<LearnEvaluation['fullInformation']> {
  let state = newWealth(MONEY_GRID);
  let [policy, path] = [0, 0];
  for (const outcomes of epochs) {
    const own = meanOver(outcomes, one => netReturn(one, one.stance.policy.greedy, one.greedyBefore)) ?? 0;
    const other = meanOver(outcomes, one => netReturn(one, one.stance.path, one.pathBefore)) ?? 0;
    const gain =
      meanOver(outcomes, one => {
        const better = netReturn(one, one.stance.policy.greedy, one.greedyBefore);
        return (better - netReturn(one, one.stance.path, one.pathBefore)) / one.stance.sigma;
      }) ?? 0;
    const worst = meanOver(outcomes, one => worstLoss(one)) ?? Number.POSITIVE_INFINITY;
    state = bet(MONEY_GRID, state, { gain, maxBet: 0.99 / worst });
    policy += own;
    path += other;
  }
  return {
    epochs: epochs.length,
    policy: policy / epochs.length,
    path: path / epochs.length,
    wealth: Math.exp(lnWealth(MONEY_GRID, state)),
    highest: Math.exp(state.peak),
  };
}

function verdict(offPolicy: Proposal, full: LearnEvaluation['fullInformation']) {
  const isBetter = (full?.wealth ?? 0) >= WANTED;
  if (offPolicy.proposed)
    return {
      proposed: true,
      says: `The policy may be used, by the decisions that were made. ${offPolicy.why}`,
    };
  if (isBetter)
    return {
      proposed: true,
      says: `The policy may be used: over ${full!.epochs} epochs it would have brought more than the decision path.`,
    };
  return { proposed: false, says: `There is no evidence that the policy does better. ${offPolicy.why}` };
}
