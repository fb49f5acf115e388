import { type DetectorOptions, RESET_DETECTOR, RESET_THRESHOLD } from '../evidence/e-detector.ts';

/** Whether the policy's own forecasts have turned against it. */
export const DRIFT_DETECTOR: DetectorOptions = RESET_DETECTOR;
/** Whether a candidate with capital has begun to lose. */
export const DECAY_DETECTOR: DetectorOptions = RESET_DETECTOR;
/** Evidence at which either of them is believed. */
export const ALARM = RESET_THRESHOLD;

/** Volatilities beyond which an observation counts no more: the detectors refuse what is larger. */
const MOST = 6;

export const clipped = (value: number): number => Math.min(MOST, Math.max(-MOST, value));
