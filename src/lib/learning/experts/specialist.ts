import { REGIME_NAMES, type RegimeName } from '../../features/regime.ts';
import type { RuleExpert } from './rules.ts';

/** Regimes that share a side: what a specialist is usually for. */
export const REGIME_SIDES = {
  calm: ['calm up', 'calm down'],
  wild: ['wild up', 'wild down'],
  up: ['calm up', 'wild up'],
  down: ['calm down', 'wild down'],
} as const satisfies Record<string, readonly RegimeName[]>;

/** The id of expert `id` that is awake in `regimes` alone: `momentum-5@wild-up+wild-down`. */
export const specialistId = (id: string, regimes: readonly RegimeName[]): string =>
  `${id}@${regimes.map(regime => regime.replaceAll(' ', '-')).join('+')}`;

/** What an expert says, null (asleep) outside `regimes`. */
export const awakeIn = <Said>(regimes: readonly RegimeName[], now: RegimeName, said: Said): Said | null =>
  regimes.includes(now) ? said : null;

export interface Specialism {
  /** Regimes to be awake in. */
  readonly regimes: readonly RegimeName[];
  /** Regime at the close of each bar, as codes into REGIME_NAMES: `regimes` of the same closes. */
  readonly codes: ArrayLike<number>;
}

/**
 * The expert, asleep outside its regimes. No strategy is switched on or off by a condition: a specialist only abstains,
 * keeps its weight while it does, and the mixture finds out whether it is worth more than the expert itself.
 * @throws RangeError without regimes
 */
export function specialist(expert: RuleExpert, { regimes, codes }: Specialism): RuleExpert {
  if (regimes.length === 0) throw new RangeError(`${expert.id} would sleep for ever`);
  return {
    id: specialistId(expert.id, regimes),
    exposure(close, index) {
      const now = REGIME_NAMES[codes[index] ?? 0] ?? 'unknown';
      return regimes.includes(now) ? expert.exposure(close, index) : null;
    },
  };
}
