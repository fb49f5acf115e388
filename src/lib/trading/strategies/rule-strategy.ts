import type { SignalStream } from '../signals.ts';

/** One setting of a strategy: a number within bounds, or one of some words. */
export type ParamSpec =
  | {
      readonly kind: 'integer' | 'number';
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly summary: string;
    }
  | {
      readonly kind: 'choice';
      readonly default: string;
      readonly of: readonly string[];
      readonly summary: string;
    };

export type ParamSpecs = Readonly<Record<string, ParamSpec>>;
export type ParamValue = number | string;
export type Params = Readonly<Record<string, ParamValue>>;

/** A strategy that reads prices and volumes by a fixed rule. */
export interface RuleStrategy {
  readonly id: string;
  /** What it does, in one line for a person. */
  readonly summary: string;
  readonly params: ParamSpecs;
  /** What is wrong with parameters that are each within bounds, as the rest of a sentence ("fast (30) must be below slow (10)"); null when nothing is. */
  check?(params: Params): string | null;
  /** Bars it has to read before it can say anything but HOLD. */
  warmUpBars(params: Params): number;
  start(params: Params): SignalStream;
}
