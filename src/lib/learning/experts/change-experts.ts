import { cellPriors, type MixtureLevel, type MixtureOptions, type MixtureState } from './cells.ts';

export interface NamedExpert {
  readonly id: string;
  /** The expert that this one comes after, for a newcomer: the next version of a model. */
  readonly heirOf?: string;
}

/** Where the weight of one expert of the new list comes from. */
interface Origin {
  /** Place in the old list; -1 for a newcomer without a predecessor. */
  readonly from: number;
  readonly part: number;
}

/**
 * The mixture with another list of experts. Those that stay keep their weight. A newcomer takes half of its
 * predecessor's, cell by cell (several heirs of one divide that half), so that there is no moment of change to get
 * wrong; one without a predecessor here takes the prior weight of the new list. Those gone give theirs back in
 * proportion. Wealth stays: weights are settled before the next gain is seen.
 * @throws RangeError when an expert is named twice
 */
export function withExperts(
  options: MixtureOptions,
  state: MixtureState,
  experts: readonly NamedExpert[],
): MixtureState {
  const ids = experts.map(expert => expert.id);
  if (new Set(ids).size !== ids.length) throw new RangeError('an expert is named twice');
  if (ids.length === state.experts.length && ids.every((id, k) => id === state.experts[k])) return state;
  const origins = originsOf(state, experts);
  const levels = state.levels.map(level => ({ ...level, weights: movedWeights(options, level, origins) }));
  return { ...state, experts: ids, levels };
}

function originsOf(state: MixtureState, experts: readonly NamedExpert[]): Origin[] {
  const place = new Map(state.experts.map((id, k) => [id, k]));
  const sources = experts.map(({ id, heirOf }) => ({
    own: place.get(id) ?? -1,
    from: place.get(id) ?? place.get(heirOf ?? '') ?? -1,
  }));
  const heirs = new Map<number, number>();
  for (const { own, from } of sources) if (own < 0 && from >= 0) heirs.set(from, (heirs.get(from) ?? 0) + 1);
  return sources.map(({ own, from }) => {
    const count = heirs.get(from) ?? 0;
    if (own < 0) return { from, part: 0.5 / count };
    return { from, part: count > 0 ? 0.5 : 1 };
  });
}

function movedWeights(
  options: MixtureOptions,
  { weights }: MixtureLevel,
  origins: readonly Origin[],
): number[] {
  const sizes = options.bets.length;
  const priors = cellPriors(options, origins.length);
  const strangers = origins.filter(({ from }) => from < 0).length;
  const moved = origins.flatMap(({ from, part }) =>
    Array.from({ length: sizes }, (_, j) => (from < 0 ? 0 : part * weights[from * sizes + j]!)),
  );
  moved.push(weights[weights.length - 1]!);
  const kept = moved.reduce((sum, weight) => sum + weight, 0);
  const free = 1 - strangers * sizes * priors.expert;
  const places = moved.map((weight, cell) => ({ weight, origin: origins[Math.floor(cell / sizes)] }));
  return places.map(({ weight, origin }) => {
    if (origin !== undefined && origin.from < 0) return priors.expert;
    if (kept > 0) return (weight * free) / kept;
    return origin === undefined ? priors.cash : priors.expert;
  });
}
