import { z } from 'zod';
import { momentText } from '../../alpaca/amounts.ts';

/* Market data are JSON numbers, unlike everything that is money of an account. */

const barAnswer = z.object({
  t: momentText,
  o: z.number().nullable(),
  h: z.number().nullable(),
  l: z.number().nullable(),
  c: z.number().nullable(),
  v: z.number().nullable(),
  /** Trades; 0 for a bar that was made of quotes. */
  n: z.number().optional(),
});
export type BarAnswer = z.infer<typeof barAnswer>;

export const barsAnswer = z.object({
  bars: z.record(z.string(), z.array(barAnswer)).nullish(),
  next_page_token: z.string().nullish(),
});

export const quotesAnswer = z.object({
  quotes: z.record(z.string(), z.object({ t: momentText, bp: z.number(), ap: z.number() })),
});
