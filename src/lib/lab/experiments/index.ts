import type { Experiment } from '../experiment.ts';
import { calibration } from './calibration.ts';
import { honesty } from './honesty.ts';
import { leak } from './leak.ts';
import { model } from './model.ts';

/** All questions, in the order in which they are asked. */
export const EXPERIMENTS: readonly Experiment[] = [calibration, honesty, leak, model];
