/** What there is to learn in a simulated market; see `PLANTED_EDGE` for the figures. */
export type Edge = 'concentrated' | 'mild' | 'none';

/**
 * `concentrated`: when |mean of 5 returns / deviation of 20| is at least `trend` (about one day in six), the next
 * daily return turns against the trend with probability `hitRate`. `mild`: AR(1) daily returns.
 */
export const PLANTED_EDGE = { trend: 0.54, hitRate: 0.78, autoregression: 0.1 } as const;

/** On told days the move is at least this many standard deviations, so that the edge outlives the costs. */
const LEAST_MOVE = 0.5;

/** What is known when the return of a day is drawn. */
export interface EdgeInput {
  /** Standardised move without any edge. */
  readonly shock: number;
  /** Uniform in [0, 1), independent of the shock. */
  readonly luck: number;
  /** See `ReturnWindow.trend`. */
  readonly trend: number | null;
  /** The last daily log return over the volatility of the day to come. */
  readonly lastMove: number;
}

/** The day's standardised move, and whether its direction was told by the days before. */
export interface Move {
  readonly value: number;
  readonly told: boolean;
}

export function plantEdge(edge: Edge, input: EdgeInput): Move {
  if (edge === 'concentrated') return concentrated(input);
  if (edge === 'none') return { value: input.shock, told: false };
  const phi = PLANTED_EDGE.autoregression;
  return { value: phi * input.lastMove + Math.sqrt(1 - phi ** 2) * input.shock, told: false };
}

/**
 * Reversal, not continuation: it ends the trend that made the day a told one, so the share of such days is stable.
 * Whether the told turn comes is each symbol's own luck: if a class shared it, two symbols would teach no more
 * than one, and the few told days of a training window could not tell 78 % from 60 %.
 */
function concentrated({ shock, luck, trend }: EdgeInput): Move {
  if (trend === null || Math.abs(trend) < PLANTED_EDGE.trend) return { value: shock, told: false };
  const size = Math.sqrt(LEAST_MOVE ** 2 + (1 - LEAST_MOVE ** 2) * shock ** 2);
  const direction = luck < PLANTED_EDGE.hitRate ? -Math.sign(trend) : Math.sign(trend);
  return { value: direction * size, told: true };
}
