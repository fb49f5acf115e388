import { z } from 'zod';
import { ABLATIONS } from '../../lab/experiment.ts';

const count = z.int().min(0);
const line = z.strictObject({ sense: z.enum(['at-most', 'at-least']), value: z.number() });

export const labFinding = z.strictObject({
  id: z.string().describe('Unique within the experiment.'),
  title: z.string(),
  goal: count.nullable().describe('Number of the goal that it answers; null for what is told beside them.'),
  unit: z.enum(['share', 'points', 'ticks', 'nats', 'ratio', 'count', 'bytes']),
  value: z.number().nullable().describe('Null when more trials than it asks for never ended.'),
  low: z.number().nullable().describe('Lower end of the 95 % interval.'),
  high: z.number().nullable().describe('Upper end of it.'),
  trials: count.describe('Independent trials that it rests on.'),
  bar: line.nullable(),
  verdict: z.enum(['held', 'missed', 'told']),
  moonshot: line.nullable(),
  reached: z.boolean().nullable().describe('Whether the moonshot was; null without one.'),
});

export const labAblation = z.strictObject({
  ablation: z.enum(ABLATIONS),
  words: z.string().describe('What is missing.'),
  findings: z.array(
    labFinding.extend({
      honest: z.number().nullable().describe('The figure of the same seeds with nothing switched off.'),
    }),
  ),
});

export const labExperiment = z.strictObject({
  id: z.string(),
  title: z.string(),
  findings: z.array(labFinding),
  ablations: z.array(labAblation),
});

const done = z.strictObject({
  complete: z.literal(true),
  seed: count,
  quick: z.boolean().describe('Few seeds: a bar counts as missed only when the interval lies beyond it.'),
  trials: count,
  experiments: z.array(labExperiment),
  held: count,
  missed: count.describe('Bars that were missed; ablations do not count.'),
  moonshots: count.describe('Moonshots that were reached.'),
});

const stopped = z.strictObject({
  complete: z.literal(false),
  done: count.describe('Pieces of work that were done when it was stopped.'),
  total: count,
});

export const schema = z.discriminatedUnion('complete', [done, stopped]);

export type LabOutput = z.infer<typeof schema>;
export type LabResult = z.infer<typeof done>;
export type LabExperiment = z.infer<typeof labExperiment>;
export type LabFinding = z.infer<typeof labFinding>;
export type LabAblation = z.infer<typeof labAblation>;
