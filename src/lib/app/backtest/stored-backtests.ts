import type { Reading } from '../reading.ts';
import type { BacktestOutput, CheckReport } from '../schemas/backtest.ts';
import { compareResults } from './compare.ts';
import { type BacktestSummary, listRuns, storedRun } from './history.ts';
import { deflate } from './ledger.ts';

/** Stored runs, newest first. */
export const backtestList = async (
  home: Pick<Reading, 'storeToRead'>,
  last: number,
): Promise<BacktestSummary[]> => listRuns((await home.storeToRead()).runs, last);

/** A stored run as it was, deflated by the tries of now. */
export async function backtestShow(
  home: Pick<Reading, 'storeToRead'>,
  prefix: string,
): Promise<BacktestOutput> {
  const store = await home.storeToRead();
  const result = storedRun(store.runs, prefix);
  return {
    ...result,
    deflation: deflate(store, result),
    checks: [] as CheckReport[],
    failed: [],
    exported: [],
  };
}

/** Two stored runs side by side. */
export async function backtestCompare(home: Pick<Reading, 'storeToRead'>, first: string, second: string) {
  const { runs } = await home.storeToRead();
  const comparison = compareResults(storedRun(runs, first), storedRun(runs, second));
  const warnings = comparison.same_bars
    ? []
    : ['The two runs were not made on the same bars: their figures do not compare.'];
  return { comparison, warnings };
}
