import type { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import { dataError, usageError } from '../../core/errors.ts';
import type { RunStore } from '../../store/runs.ts';
import { type BacktestResult, result as resultSchema } from '../schemas/backtest.ts';
import type { summary as summarySchema } from '../schemas/backtest-list.ts';

export type BacktestSummary = z.infer<typeof summarySchema>;

/** Keeps a run; the same fingerprint again changes nothing. */
export function keepRun(runs: RunStore, result: BacktestResult, atMs: number): void {
  runs.put({
    id: result.id,
    kind: 'backtest',
    atMs,
    fingerprint: result.fingerprint,
    summary: JSON.stringify(summaryOf(result)),
    document: JSON.stringify(result),
  });
}

const summaryOf = (result: BacktestResult): Omit<BacktestSummary, 'at'> => ({
  id: result.id,
  fingerprint: result.fingerprint,
  strategy: result.strategy,
  params: result.params,
  market: result.data.market,
  symbols: result.data.symbols,
  interval: result.data.interval,
  from: result.data.from,
  to: result.data.to,
  total_trades: result.total_trades,
  profit_total: result.profit_total,
  sharpe: result.sharpe,
  max_drawdown_account: result.max_drawdown_account,
  profit_factor: result.profit_factor,
  p_value: result.evidence.control_arm.p_value,
});

/** The newest backtests, newest first. */
export const listRuns = (runs: RunStore, last: number): BacktestSummary[] =>
  runs
    .list()
    .filter(({ kind }) => kind === 'backtest')
    .slice(0, last)
    .map(({ atMs, summary }) => ({ ...JSON.parse(summary), at: isoTime(atMs) }));

/**
 * A stored result, by the beginning of its id.
 * @throws HiveError (usage) when no run begins so, or several do; (data) when an older HIVE stored it in another form.
 */
export function storedRun(runs: RunStore, prefix: string): BacktestResult {
  const found = runs.get(prefix);
  if (found.run === null)
    throw found.candidates.length > 0 ? severalRuns(prefix, found.candidates) : noRun(prefix);
  if (found.run.kind !== 'backtest') throw noRun(prefix);
  const parsed = resultSchema.safeParse(JSON.parse(found.run.document));
  if (parsed.success) return parsed.data;
  throw dataError({
    code: 'RUN_OUTDATED',
    message: `The backtest ${found.run.id} was stored by another version of HIVE in another form.`,
    next: 'Make it again: its entry in hive backtest list says with what.',
  });
}

const noRun = (prefix: string) =>
  usageError({
    code: 'NO_SUCH_RUN',
    message: `There is no backtest whose id begins with "${prefix}".`,
    next: 'hive backtest list shows those that were made.',
  });

const severalRuns = (prefix: string, candidates: readonly string[]) =>
  usageError({
    code: 'RUN_AMBIGUOUS',
    message: `Several runs begin with "${prefix}": ${candidates.join(', ')}.`,
    next: 'Write more of the id.',
  });
