import { isoTime } from '../../src/lib/core/clock.ts';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import type { ClassLearner } from '../../src/lib/learning/feedback/class-learner.ts';
import { commit } from '../../src/lib/learning/feedback/commit.ts';
import { policyContext } from '../../src/lib/learning/feedback/context.ts';
import type { SettledData, StanceData, SymbolStance } from '../../src/lib/learning/feedback/records.ts';
import { settle } from '../../src/lib/learning/feedback/settle.ts';
import { expertIds } from '../../src/lib/learning/feedback/take-stance.ts';

/** Rules, path, policy and the random arm: no model. */
export const EXPERTS: readonly string[] = expertIds([]);

type Policy = SymbolStance['policy'];

export const QUIET_CONTEXT: readonly number[] = policyContext({
  ...{ probability: null, exposure: 0, rho: 0, volatilityRatio: 1, regime: 'calm up' },
});

const POLICY: Policy = {
  ...{ context: QUIET_CONTEXT, greedy: 0, stake: 0, odds: [1, 0, 0, 0, 0], draw: null },
  ...{ mean: 0, width: 1, split: false },
};

export interface SymbolChanges extends Partial<Omit<SymbolStance, 'policy'>> {
  readonly policy?: Partial<Policy>;
  /** Exposures of some experts; the others hold nothing. */
  readonly held?: Readonly<Record<string, number | null>>;
}

/** One symbol that moves 2 % an epoch, of which nobody wants anything; 30 basis points to change it. */
export function symbolStance(
  changes: SymbolChanges = {},
  experts: readonly string[] = EXPERTS,
): SymbolStance {
  const { held = {}, policy, ...rest } = changes;
  return {
    ...{ close: 100, sigma: 0.02, volume: 1e6, regime: 'calm up', mixture: 0, pooled: null },
    ...{ spoken: null, path: 0, cost: 0.003 },
    exposures: experts.map(id => (id in held ? held[id]! : 0)),
    probabilities: experts.map(() => null),
    ...rest,
    policy: { ...POLICY, ...policy },
  };
}

/** A stance on Bitcoin, or on the symbols that `changes` names. */
export function stance(epoch: number, changes: Partial<StanceData> = {}): StanceData {
  return {
    ...{ assetClass: 'crypto', epoch, at: isoTime(epoch * DAY_MS), until: isoTime((epoch + 1) * DAY_MS) },
    ...{ candidate: 'forest-1', experts: EXPERTS, capShare: 0.0075, roundTrip: 0.0058 },
    symbols: { 'BTC/USD': symbolStance() },
    ...changes,
  };
}

export const settled = (
  epoch: number,
  moves: SettledData['moves'],
  changes: Partial<SettledData> = {},
): SettledData => ({ assetClass: 'crypto', epoch, gap: false, moves, ...changes });

/** One epoch of Bitcoin: what the decision path wanted of it, and what it returned. */
export interface PathEpoch {
  readonly path: number;
  readonly move: number;
  readonly gap?: boolean;
  readonly changes?: SymbolChanges;
}

/** The learner after some epochs of Bitcoin, from the one after its newest. */
export function lived(learner: ClassLearner, epochs: readonly PathEpoch[]): ClassLearner {
  return epochs.reduce((before, { path, move, gap = false, changes = {} }) => {
    const epoch = (before.epoch ?? 0) + 1;
    const bound = commit(
      before,
      stance(epoch, { symbols: { 'BTC/USD': symbolStance({ ...changes, path }) } }),
    );
    return settle(bound, settled(epoch, { 'BTC/USD': move }, { gap }));
  }, learner);
}
