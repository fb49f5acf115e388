import type { SettledData, StanceData, SymbolStance } from './records.ts';

/** One symbol over a settled epoch: what was said of it, what was said before, and what it returned. */
export interface SymbolOutcome {
  readonly symbol: string;
  readonly stance: SymbolStance;
  /** Exposures of the stance before by expert, where its epoch led to this one; else nothing was held. */
  readonly before: Readonly<Record<string, number>>;
  readonly mixtureBefore: number;
  readonly pathBefore: number;
  readonly greedyBefore: number;
  readonly move: number;
  readonly roundTrip: number;
  /** Whether what was held counts as left at the end, because nobody decided the next epoch. */
  readonly gap: boolean;
}

/** The symbols of a stance whose return is known. */
export function outcomesOf(
  stance: StanceData,
  last: StanceData | null,
  settled: SettledData,
): SymbolOutcome[] {
  return Object.entries(stance.symbols).flatMap(([symbol, own]) => {
    const move = settled.moves[symbol] ?? null;
    if (move === null) return [];
    const earlier = last?.symbols[symbol];
    return [
      {
        symbol,
        stance: own,
        before: earlier && last ? byExpert(last.experts, earlier.exposures) : {},
        mixtureBefore: earlier?.mixture ?? 0,
        pathBefore: earlier?.path ?? 0,
        greedyBefore: earlier?.policy.greedy ?? 0,
        move,
        roundTrip: stance.roundTrip,
        gap: settled.gap,
      },
    ];
  });
}

const byExpert = (ids: readonly string[], exposures: readonly (number | null)[]): Record<string, number> =>
  Object.fromEntries(ids.map((id, i) => [id, exposures[i] ?? 0]));

/** Net return of an exposure over the epoch, as a fraction of the cap: w r - c |dw|, and c w more where it was left. */
export function netReturn(
  { stance: { cost }, move, gap }: SymbolOutcome,
  held: number,
  before: number,
): number {
  return held * move - cost * Math.abs(held - before) - (gap ? cost * held : 0);
}

/** Mean over the symbols of what one of them gives; symbols of a class move together, so they are one observation. */
export function meanOver(
  outcomes: readonly SymbolOutcome[],
  value: (outcome: SymbolOutcome) => number | null,
): number | null {
  let sum = 0;
  let count = 0;
  for (const outcome of outcomes) {
    const own = value(outcome);
    if (own === null) continue;
    sum += own;
    count += 1;
  }
  return count === 0 ? null : sum / count;
}

/** Largest loss that full exposure can bring in one epoch, in volatilities: all of it, and the costs of in and out. */
export const worstLoss = ({ stance: { cost, sigma } }: SymbolOutcome, held = 1): number =>
  (held + cost * (1 + held)) / sigma;
