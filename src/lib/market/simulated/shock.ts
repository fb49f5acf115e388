import { normal, type Random } from '../../core/random.ts';

/** A day's standardised move: `value` is a draw from a normal of variance `variance`, itself 1 on average. */
export interface Shock {
  readonly value: number;
  readonly variance: number;
}

/** Share of jump days and their standard deviation against that of other days. */
const JUMP_SHARE = 0.05;
const JUMP_SCALE = 2.5;
const QUIET_VARIANCE = 1 / (1 - JUMP_SHARE + JUMP_SHARE * JUMP_SCALE ** 2);

/** Fat tails as a mixture of two normals, so that the day's variance is known when its path is drawn. */
export function drawShock(random: Random): Shock {
  const variance = QUIET_VARIANCE * (random() < JUMP_SHARE ? JUMP_SCALE ** 2 : 1);
  return { value: Math.sqrt(variance) * normal(random), variance };
}

/** Mixes a common and an own shock so that the result keeps variance 1 on average. */
export function mixShocks(common: Shock, own: Shock, loading: number): Shock {
  const commonShare = loading ** 2;
  return {
    value: loading * common.value + Math.sqrt(1 - commonShare) * own.value,
    variance: commonShare * common.variance + (1 - commonShare) * own.variance,
  };
}
