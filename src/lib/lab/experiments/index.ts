import type { Experiment } from '../experiment.ts';
import { adaptation } from './adaptation.ts';
import { attribution } from './attribution.ts';
import { beta } from './beta.ts';
import { bettors } from './bettors.ts';
import { calibration } from './calibration.ts';
import { climates } from './climates.ts';
import { controlArm } from './control-arm.ts';
import { detectors } from './detectors.ts';
import { drift } from './drift.ts';
import { falsePromotion } from './false-promotion.ts';
import { honesty } from './honesty.ts';
import { interaction } from './interaction.ts';
import { leak } from './leak.ts';
import { model } from './model.ts';
import { policy } from './policy.ts';
import { power } from './power.ts';
import { regimes } from './regimes.ts';
import { regret } from './regret.ts';
import { reset } from './reset.ts';
import { slippage } from './slippage.ts';
import { states } from './states.ts';

/** All questions, in the order in which they are asked. */
export const EXPERIMENTS: readonly Experiment[] = [
  falsePromotion,
  power,
  bettors,
  adaptation,
  regret,
  beta,
  controlArm,
  policy,
  drift,
  states,
  regimes,
  climates,
  reset,
  detectors,
  attribution,
  slippage,
  calibration,
  honesty,
  leak,
  interaction,
  model,
];
