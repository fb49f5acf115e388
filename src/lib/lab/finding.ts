/** How a figure is written. Ticks, nats and ratios are plain numbers; a share is one of 1, points are differences of shares. */
export type Unit = 'share' | 'points' | 'ticks' | 'nats' | 'ratio' | 'count' | 'bytes';

/** An estimate with its 95 % interval. Null is beyond all bounds: more trials than the quantile asks for never ended. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Trials it rests on. */
  readonly trials: number;
}

/** A line that a figure is held against. */
export interface Line {
  readonly sense: 'at-most' | 'at-least';
  readonly value: number;
}

/** `told`: a figure without a bar. */
export type Verdict = 'held' | 'missed' | 'told';

export interface Finding extends Estimate {
  /** Unique within the experiment. */
  readonly id: string;
  readonly title: string;
  /** Number of the goal that it answers; null for what is told beside the goals. */
  readonly goal: number | null;
  readonly unit: Unit;
  readonly bar: Line | null;
  readonly verdict: Verdict;
  readonly moonshot: Line | null;
  /** Null without a moonshot. */
  readonly reached: boolean | null;
}

export interface FindingInput extends Pick<Finding, 'id' | 'title' | 'unit'> {
  readonly estimate: Estimate;
  readonly goal?: number;
  readonly bar?: Line;
  readonly moonshot?: Line;
  /** `bound`: the worse end of the interval must hold, not the figure alone. */
  readonly ruling?: 'figure' | 'bound';
}

export const atMost = (value: number): Line => ({ sense: 'at-most', value });
export const atLeast = (value: number): Line => ({ sense: 'at-least', value });

/** Holds an estimate against its bar and its moonshot. With few trials a bar is missed only beyond doubt. */
export function finding(input: FindingInput, { quick }: { readonly quick: boolean }): Finding {
  const { estimate, goal = null, bar = null, moonshot = null, ruling = 'figure' } = input;
  return {
    ...estimate,
    id: input.id,
    title: input.title,
    unit: input.unit,
    goal,
    bar,
    verdict: bar === null ? 'told' : holds(estimate, bar, quick ? 'doubt' : ruling) ? 'held' : 'missed',
    moonshot,
    reached: moonshot === null ? null : holds(estimate, moonshot, ruling),
  };
}

type Ruling = 'figure' | 'bound' | 'doubt';

function holds(estimate: Estimate, line: Line, ruling: Ruling): boolean {
  const judged = judgedValue(estimate, line.sense, ruling);
  if (estimate.trials === 0) return false;
  // What never ended is longer than any bar allows, and no figure at all holds nothing.
  if (judged === null) return false;
  return line.sense === 'at-most' ? judged <= line.value : judged >= line.value;
}

function judgedValue({ value, low, high }: Estimate, sense: Line['sense'], ruling: Ruling): number | null {
  if (ruling === 'figure') return value;
  const worse = sense === 'at-most' ? high : low;
  const better = sense === 'at-most' ? low : high;
  return ruling === 'bound' ? worse : better;
}
