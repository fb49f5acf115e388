import { z } from 'zod';
import type { BrierState } from './brier-weights.ts';
import type { MixtureOptions, MixtureState } from './cells.ts';
import { RUINED } from './share.ts';
import type { WeightPath } from './weight-path.ts';

const MAX_EXPERTS = 10_000;

/** Sums of stored weights miss 1 by less than this. */
const SUM_TOLERANCE = 1e-6;

const names = z
  .array(z.string().min(1).max(200))
  .max(MAX_EXPERTS)
  .refine(list => new Set(list).size === list.length, { message: 'must not name one twice' });
const share = z.number().min(0).max(1);
const count = z.int().min(0);
const lnWealth = z.number().min(RUINED);

const weights = z
  .array(
    z
      .number()
      .min(0)
      .max(1 + SUM_TOLERANCE),
  )
  .refine(list => Math.abs(list.reduce((sum, weight) => sum + weight, 0) - 1) <= SUM_TOLERANCE, {
    message: 'must sum to 1',
  });

const mixture: z.ZodType<MixtureState> = z.strictObject({
  experts: names,
  levels: z.array(z.strictObject({ share, lnWealth, weights })).min(1),
  lnWealth,
  epochs: count,
});

/** A stored mixture of these options: one level a share, one weight a cell. */
export const mixtureSchema = ({ bets, shares }: MixtureOptions): z.ZodType<MixtureState> =>
  mixture
    .refine(
      ({ levels }) => levels.length === shares.length && levels.every((l, i) => l.share === shares[i]),
      {
        message: 'must have the levels of the options',
      },
    )
    .refine(
      ({ experts, levels }) => levels.every(l => l.weights.length === experts.length * bets.length + 1),
      {
        message: 'must have one weight a cell',
      },
    );

/** Stored weights of probability experts. */
export const brierSchema: z.ZodType<BrierState> = z
  .strictObject({
    experts: names,
    hedge: z.strictObject({ losses: z.array(z.number()), loss: z.number(), gap: z.number().min(0) }),
  })
  .refine(({ experts, hedge }) => hedge.losses.length === experts.length, {
    message: 'must have one loss an expert',
  });

/** A stored path of weights. */
export const weightPathSchema: z.ZodType<WeightPath> = z
  .strictObject({
    names: names.min(1),
    stride: z.int().min(1),
    points: z.array(
      z.strictObject({
        fromMs: z.number(),
        toMs: z.number(),
        epochs: z.int().min(1),
        weights: z.array(z.number().min(0)),
      }),
    ),
  })
  .refine(({ names: known, points }) => points.every(point => point.weights.length <= known.length), {
    message: 'must have a name for each weight',
  });
