import type { AssetClass } from '../../core/instrument.ts';
import type { LearnedPart } from '../../core/learned-part.ts';

/*
 * What the journal says about learning. Data are type aliases: only those are seen to be plain JSON.
 * Exposures are shares of the cap in [0, 1]; returns, costs and volatilities are fractions.
 */

/** What every expert wants of one symbol over the epoch that begins, said before its outcome is known. */
export type SymbolStance = {
  /** Close that the epoch begins at. */
  readonly close: number;
  /** Standard deviation of the return over one epoch, as known at that close. */
  readonly sigma: number;
  /** Dollars that the newest bar traded; 0 where that is not known. */
  readonly volume: number;
  /** A name of `REGIME_NAMES`. */
  readonly regime: string;
  /** Aligned with `experts` of the stance; null where an expert has nothing to say (it sleeps). */
  readonly exposures: readonly (number | null)[];
  /** The same for the probability that a bet pays; null for experts that do not say one. */
  readonly probabilities: readonly (number | null)[];
  /** What rules and models come to, by their weights: what policy and decision path go by. */
  readonly mixture: number;
  /** Probability of the experts that say one, by their weights; null when none does. */
  readonly pooled: number | null;
  /** What the policy saw, and what it would stake. */
  readonly policy: {
    readonly context: readonly number[];
    /** What it would stake by what it knows, and what it staked: another one where it explores. */
    readonly greedy: number;
    readonly stake: number;
    /** Odds over `STAKES` before the limits; the draw, where there was something to draw. */
    readonly odds: readonly number[];
    readonly draw: { readonly key: number; readonly draw: number } | null;
    readonly mean: number;
    readonly width: number;
    /** Whether the regime was part of what it went by. */
    readonly split: boolean;
  };
  /** Probability that the decision path goes by; null where it has none. */
  readonly spoken: number | null;
  /** Exposure that the decision path wants: after the confidence rule and the stake, before limits in money. */
  readonly path: number;
  /** Cost of changing the exposure by 1: fee, expected slippage, and one deviation of it. */
  readonly cost: number;
};

export type StanceData = {
  readonly assetClass: AssetClass;
  /** Number of the epoch that begins. */
  readonly epoch: number;
  /** Moment of the closes, and the end of the epoch, ISO. */
  readonly at: string;
  readonly until: string;
  /** Strategy and pipeline: whoever changes them begins a new candidate. */
  readonly candidate: string;
  readonly experts: readonly string[];
  /** Share of equity that full exposure to one symbol puts at risk. */
  readonly capShare: number;
  /** Cost of in and out that a bet has to pay for, as the labels have it. */
  readonly roundTrip: number;
  readonly symbols: Readonly<Record<string, SymbolStance>>;
};

/** How an epoch ended: the return from its close to the next, by symbol; null where that is not known. */
export type SettledData = {
  readonly assetClass: AssetClass;
  readonly epoch: number;
  /** Whether the next epoch was missed: what was held is then counted as left at the end of this one. */
  readonly gap: boolean;
  readonly moves: Readonly<Record<string, number | null>>;
};

/** What the gate says from here on, with its numbers. */
export type VerdictData = {
  readonly assetClass: AssetClass;
  readonly candidate: string;
  readonly generation: number;
  readonly epoch: number;
  readonly from: Stage;
  readonly to: Stage;
  /** Log wealth against cash, and against a constant exposure of the same size. */
  readonly lnMoney: number;
  readonly lnTiming: number;
  /** Log wealth that is wanted for trading at full size. */
  readonly lnWanted: number;
  readonly why: string;
};

/** What the policy starts from, before its first stance: what the bars of before would have taught. */
export type WarmedData = {
  readonly assetClass: AssetClass;
  /** Epochs and symbols of history that it was made of. */
  readonly lessons: number;
  readonly pooled: ModelNumbers;
  readonly split: ModelNumbers;
};

/** A reward model as numbers: the upper triangle of its matrix and its vector. */
export type ModelNumbers = {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly seen: number;
};

/** A person chose a model by hand, or let the newest be used again. */
export type OverrideData = {
  readonly assetClass: AssetClass;
  readonly action: 'promote' | 'rollback';
  readonly model: string;
  readonly reason: string;
};

/** A person had something forgotten. */
export type ResetData = {
  readonly assetClass: AssetClass;
  readonly what: LearnedPart;
  readonly reason: string;
};

export const STAGES = ['shadow', 'canary', 'live', 'retired'] as const;
export type Stage = (typeof STAGES)[number];
