export interface EventFilterState {
  /** Rise since the lowest point and fall since the highest one, both since their last event. */
  readonly rise: number;
  readonly fall: number;
  /** 1 when the last change made a rise above the threshold, -1 a fall, 0 neither. */
  readonly event: -1 | 0 | 1;
}

export const newEventFilter = (): EventFilterState => ({ rise: 0, fall: 0, event: 0 });

/**
 * Symmetric CUSUM filter: an event whenever changes have summed to more than the threshold in one direction, after
 * which that side starts anew. It samples moments where something happened, not every bar.
 * @param threshold above 0; it may differ from step to step
 * @throws RangeError for a change that is not finite or a threshold that is not a number above 0.
 * @see López de Prado (2018), Advances in Financial Machine Learning, section 2.5.2
 */
export function filterEvents(threshold: number, state: EventFilterState, change: number): EventFilterState {
  if (!(threshold > 0)) throw new RangeError(`A threshold of ${threshold} is not above 0.`);
  if (!Number.isFinite(change)) throw new RangeError(`The event filter cannot take ${change}.`);
  const rise = Math.max(0, state.rise + change);
  const fall = Math.max(0, state.fall - change);
  if (fall > threshold) return { rise, fall: 0, event: -1 };
  return rise > threshold ? { rise: 0, fall, event: 1 } : { rise, fall, event: 0 };
}
