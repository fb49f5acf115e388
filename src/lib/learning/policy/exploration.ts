import { explorationRate, squareCb } from './square-cb.ts';
import { greedy, STAKES } from './utility.ts';

/** How far a policy has come: shadow risks nothing, canary a little, live the capital its evidence earned. */
export type PolicyStage = 'shadow' | 'canary' | 'live';

/** Share of live decisions (and of canary ones whose budget is spent) that try a smaller exposure. */
export const DOWNWARD = 0.02;
/** Share of equity that exploration in the canary may put at risk in a week. */
export const WEEKLY_BUDGET = 0.01;

export interface ExplorationInput {
  /** Utility of each stake. */
  readonly utilities: readonly number[];
  readonly stage: PolicyStage;
  /** Epochs the model has learned from, for SquareCB's rate. */
  readonly seen: number;
  /** Whether a change detector stands near its alarm. */
  readonly armed: boolean;
  readonly stale: boolean;
  /** Share of equity a full stake of this stage puts at risk: without debt, all of it can be lost and no more. */
  readonly capShare: number;
  /** Share of equity this week's exploration may still put at risk. */
  readonly budgetLeft: number;
}

export type ExplorationMode = 'none' | 'down-only' | 'square-cb';

export interface Exploration {
  readonly mode: ExplorationMode;
  /** Index of the greedy stake. */
  readonly greedy: number;
  /** Odds over the stakes, before the risk filter; sum 1. */
  readonly odds: readonly number[];
}

/**
 * The safe exploration rule. None while a detector is armed or data are stale. Live: only toward smaller exposure,
 * in 2 % of decisions. Canary: SquareCB over the stakes whose extra exposure the weekly budget still covers, and as
 * live once it covers none. Shadow: SquareCB, since nothing is traded.
 * @param stakes exposures, smallest first
 * @throws RangeError on other lengths, and on numbers that are not finite or negative
 */
export function exploration(input: ExplorationInput, stakes: readonly number[] = STAKES): Exploration {
  checkInput(input, stakes);
  const { utilities, stage, armed, stale } = input;
  const best = greedy(utilities);
  const certain = stakes.map((_, i) => (i === best ? 1 : 0));
  if (armed || stale) return { mode: 'none', greedy: best, odds: certain };
  if (stage === 'shadow') return { mode: 'square-cb', greedy: best, odds: freeOdds(input) };
  const reach = stage === 'canary' ? affordable(input, { best, stakes }) : best;
  const spent = input.budgetLeft <= 0 || (reach === best && best < stakes.length - 1);
  if (stage === 'live' || spent) return { mode: 'down-only', greedy: best, odds: downOdds(certain, best) };
  return { mode: 'square-cb', greedy: best, odds: withheld(freeOdds(input), { best, reach }) };
}

const freeOdds = ({ utilities, seen }: ExplorationInput): number[] =>
  squareCb(utilities, explorationRate(seen + 1));

/** Largest stake whose exposure beyond the greedy one the budget covers. */
function affordable(
  { capShare, budgetLeft }: ExplorationInput,
  { best, stakes }: { best: number; stakes: readonly number[] },
): number {
  let reach = best;
  while (
    reach + 1 < stakes.length &&
    atRisk({ from: stakes[best]!, to: stakes[reach + 1]!, capShare }) <= budgetLeft
  ) {
    reach++;
  }
  return reach;
}

/** Share of equity that a stake puts at risk beyond the greedy one: what an exploration takes from its budget. */
export const atRisk = ({ from, to, capShare }: { from: number; to: number; capShare: number }): number =>
  Math.max(0, to - from) * capShare;

/** The same odds with those of stakes beyond `reach` given to the greedy one. */
function withheld(odds: readonly number[], { best, reach }: { best: number; reach: number }): number[] {
  const kept = odds.map((p, i) => (i > reach ? 0 : p));
  kept[best]! += odds.reduce((sum, p, i) => (i > reach ? sum + p : sum), 0);
  return kept;
}

/** A small share spread evenly over the stakes below the greedy one; none where it is the smallest. */
function downOdds(certain: readonly number[], best: number): number[] {
  if (best === 0) return [...certain];
  return certain.map((p, i) => {
    if (i < best) return DOWNWARD / best;
    return i === best ? 1 - DOWNWARD : p;
  });
}

function checkInput(
  { utilities, seen, capShare, budgetLeft }: ExplorationInput,
  stakes: readonly number[],
): void {
  if (utilities.length !== stakes.length || !utilities.every(Number.isFinite)) {
    throw new RangeError(`utilities ${utilities.join(', ')} for ${stakes.length} stakes`);
  }
  if (!Number.isSafeInteger(seen) || seen < 0) throw new RangeError(`${seen} epochs seen`);
  if (!(capShare >= 0 && capShare < Infinity)) throw new RangeError(`a cap of ${capShare} of equity`);
  if (!Number.isFinite(budgetLeft)) throw new RangeError(`a budget of ${budgetLeft}`);
}
