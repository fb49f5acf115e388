import type { Action } from '../core/signal.ts';
import type { Opinion } from './step.ts';

export type ActionOdds = Readonly<Record<Action, number>>;

/** What stands behind an opinion, for the journal: enough to replay, explain and evaluate it. */
export interface Evidence {
  readonly featureSet: string | null;
  readonly features: readonly number[] | null;
  readonly barCloseMs: number | null;
  /** Close of that bar; a quote far from it is not believed. */
  readonly lastClose: number | null;
  readonly experts: readonly {
    readonly id: string;
    readonly weight: number;
    readonly probabilityUp: number | null;
  }[];
  /** The policy's odds over actions once `threshold` has turned weak signals into HOLD. */
  readonly odds: (threshold: number) => ActionOdds;
  readonly random: { readonly seed: number; readonly draws: readonly number[] } | null;
  readonly model: { readonly name: string; readonly hash: string; readonly trainedTo: string } | null;
  /** Venn-Abers bounds of the probability; null where there are none. */
  readonly interval: readonly [number, number] | null;
  /** Confidence at which a bet breaks even on past wins and losses; null when unknown. */
  readonly breakEven: number | null;
}

export type View =
  | { readonly opinion: Extract<Opinion, { kind: 'signal' }>; readonly evidence: Evidence }
  | { readonly opinion: Extract<Opinion, { kind: 'none' }>; readonly evidence: null };

export interface Moment {
  readonly nowMs: number;
  readonly epoch: number;
}

/** A way to have opinions. Asked at most once a symbol and epoch; the same moment gives the same view. */
export interface Strategy {
  readonly id: string;
  look(symbol: string, moment: Moment): Promise<View>;
}

const NOTHING: ActionOdds = { BUY: 0, SELL: 0, HOLD: 0 };

/** All odds on one action. */
export const certain = (action: Action): ActionOdds => ({ ...NOTHING, [action]: 1 });
