import { readFileSync } from 'node:fs';
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

/** Little to learn, so that a training takes a moment. */
const SMALL = { window: 100, experts: false, evaluation: { folds: 2 }, forest: { trees: 10 } };

export interface Choosing {
  readonly seed: number;
  /** Number of the person's choice. */
  readonly choice: number;
  readonly isSmall: boolean;
  readonly hasStockBars: boolean;
  /** Absolute path of the folder for backups; empty is none. */
  readonly backups: string;
}

/** The file of the person's nth choice. */
export function settingsOf({ seed, choice, isSmall, hasStockBars, backups }: Choosing): Values {
  const values = CHOICES[choice % CHOICES.length]!;
  const learning = { ...(isSmall ? SMALL : {}), ...(values.learning as Values | undefined) };
  const dead = { yahoo: { url: 'http://127.0.0.1:1' }, market: NO_STOCK_BARS };
  return { seed, ...values, learning, backup: { folder: backups, keep: 2 }, ...(hasStockBars ? {} : dead) };
}

/** A file with a slip of the pen in it. */
export const BAD_SETTINGS = '{ "trading": { "strategie": "forest" } }';

export type Choices = readonly Values[];

/** Every file that a person may have written. */
export const choicesOf = (seed: number, isSmall: boolean): Choices =>
  CHOICES.flatMap((_, choice) =>
    [true, false].map(bars => settingsOf({ seed, choice, isSmall, hasStockBars: bars, backups: '' })),
  );

export const configOf = (values: Values): Config => configSchema.parse(values);

export const configOfFile = (path: string): Config =>
  configOf(JSON.parse(readFileSync(path, 'utf8')) as Values);
