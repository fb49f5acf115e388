import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hive, tempHome } from './cli.ts';

/** Little to fetch and to train, so that a test of the command line takes about a second. */
const SMALL = {
  market: { backfillBars: 300, stocks: { symbols: ['AAPL'] } },
  learning: { window: 200, evaluation: { folds: 4 }, forest: { trees: 20 } },
};

/** Random signals: they trade without a model, the same way for the same seed. */
export const CONTROL = { env: { HIVE__TRADING__STRATEGY: 'control' } };

/** Five minutes into a UTC day. A Tuesday, so that the newest stock bar is fresh. */
export const TUESDAY = '2026-09-22T00:05:00Z';

/** A home with a small configuration and nothing else. */
export function smallHome(): string {
  const home = tempHome();
  writeFileSync(join(home, 'hive.config.json'), JSON.stringify(SMALL));
  return home;
}

let trained: Promise<string> | undefined;

/** A home of its own in which one cycle has trained at TUESDAY; the training itself is done once. */
export async function trainedHome(): Promise<string> {
  trained ??= train();
  const home = tempHome();
  cpSync(await trained, home, { recursive: true });
  return home;
}

async function train(): Promise<string> {
  const home = smallHome();
  const { code, stderr } = await hive(['train', 'cycle', '--quiet', '--as-of', TUESDAY], { home });
  if (code !== 0) throw new Error(`no training: ${stderr}`);
  return home;
}

/** Names of the models of a class in a home. */
export const modelNames = (home: string, assetClass: string): string[] =>
  readdirSync(join(home, 'models'))
    .filter(file => file.startsWith(`${assetClass}-`))
    .map(file => file.replace('.json', ''));
