import { type Config, configSchema } from '../../src/lib/config/schema.ts';

type Values = Readonly<Record<string, unknown>>;

/** What a person sets at one time or another. The seed and the coins' market stay: a journal is of one market. */
const CHOICES: readonly Values[] = [
  {},
  { trading: { strategy: 'control', epoch: '2m', exits: 'signal' } },
  { trading: { strategy: 'mixture', epoch: '4h' } },
  { trading: { strategy: 'control', epoch: '1h' }, risk: { maxOrderUsd: 30, dailyOrders: 10 } },
  {
    trading: { strategy: 'control', epoch: '10m', exits: 'signal' },
    risk: { dailyOrders: 200, cooldown: '10m' },
  },
  { signal: { threshold: 'break-even' }, learning: { policy: 'used' } },
  {
    trading: { strategy: 'control', epoch: '2m', exits: 'signal' },
    risk: { dailyNotionalUsd: 3_000, dailyOrders: 60 },
  },
];

/** Nobody listens there: the bars of stocks are not to be had. */
const NO_STOCK_BARS: Values = { stocks: { source: 'yahoo' } };

/** The file of the person's nth choice. */
export function settingsOf(seed: number, choice: number, hasStockBars = true): Values {
  const values = CHOICES[choice % CHOICES.length]!;
  const dead = { yahoo: { url: 'http://127.0.0.1:1' }, market: NO_STOCK_BARS };
  return { seed, ...values, ...(hasStockBars ? {} : dead) };
}

/** A file with a slip of the pen in it. */
export const BAD_SETTINGS = '{ "trading": { "strategie": "forest" } }';

export const configOf = (values: Values): Config => configSchema.parse(values);
