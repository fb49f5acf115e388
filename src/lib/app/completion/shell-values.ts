import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readConfigFile } from '../../config/read-config-file.ts';
import { type ConfigKey, keysIn } from '../../config/schema-node.ts';
import { valueAt } from '../../config/values-tree.ts';
import type { HomePaths } from '../home.ts';

/** What a home can offer to somebody who presses Tab. */
export const HOME_VALUES = [
  'symbols',
  'models',
  'backtests',
  'faults',
  'settings',
  'intervals',
  'strategies',
] as const;

export type HomeValueKind = (typeof HOME_VALUES)[number];

export const isHomeValue = (kind: string): kind is HomeValueKind => HOME_VALUES.some(known => known === kind);

type Values = readonly string[] | Promise<readonly string[]>;

/** Each imports the little that it needs: a person waits for the answer. */
const ANSWERS: Readonly<Record<HomeValueKind, (paths: HomePaths) => Values>> = {
  symbols: async paths => [...(await configuredSymbols(paths)), ...(await stored(paths)).symbols],
  backtests: async paths => (await stored(paths)).backtests,
  models: async ({ models }) => {
    const { ModelDir } = await import('../../store/files/model-dir.ts');
    return new ModelDir(models).list().map(({ name }) => name);
  },
  faults: async () => (await import('../../sandbox/faults/catalogue.ts')).faultNames,
  settings: async () => (await settings()).map(({ path }) => path),
  intervals: async () => (await import('../../core/interval.ts')).intervalNames,
  strategies: async () => {
    const { RULE_STRATEGIES } = await import('../../trading/strategies/rules/index.ts');
    return ['forest', 'control', ...RULE_STRATEGIES.map(({ id }) => id)];
  },
};

/**
 * Values of a kind, each once. Reads only, asks no network, and is quick: no schema library, no model, no broker. What
 * cannot be read has none: nobody who presses Tab wants to read why.
 */
export async function shellValues(
  paths: () => HomePaths | Promise<HomePaths>,
  kind: HomeValueKind,
): Promise<readonly string[]> {
  try {
    return [...new Set(await ANSWERS[kind](await paths()))];
  } catch {
    return [];
  }
}

const LISTS = ['market.crypto.symbols', 'market.stocks.symbols'];

/** As the file has them, else as they are by default. */
async function configuredSymbols({ config }: HomePaths): Promise<readonly string[]> {
  const written = readConfigFile(config)?.value;
  const keys = await settings();
  return LISTS.flatMap(
    path => valueAt(written, path) ?? keys.find(key => key.path === path)?.node.default ?? [],
  ).filter(symbol => typeof symbol === 'string');
}

async function stored({ db }: HomePaths) {
  const { storedNames } = await import('../../store/sqlite/stored-names.ts');
  try {
    return storedNames(db);
  } catch {
    return { symbols: [], backtests: [] };
  }
}

/** What the build wrote, since making it anew takes a tenth of a second. */
const PUBLISHED = fileURLToPath(new URL('../../../schema/hive.config.schema.json', import.meta.url));

async function settings(): Promise<readonly ConfigKey[]> {
  if (existsSync(PUBLISHED)) return keysIn(JSON.parse(readFileSync(PUBLISHED, 'utf8')));
  return (await import('../../config/config-keys.ts')).configKeys();
}
