import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Strategy } from '../../../strategy.ts';
import { usageError } from '../../core/errors.ts';
import type { Params, RuleStrategy } from '../../trading/strategies/rule-strategy.ts';
import { importModule } from './import-module.ts';
import { checkStrategy } from './strategy-shape.ts';
import { strategyFailed, type UserRun, UserStream } from './user-stream.ts';

/** A strategy from a user's own file. */
export interface UserStrategy extends RuleStrategy {
  /** Absolute. */
  readonly path: string;
  /** Of the file, lower-case hex; files that it imports are not in it. */
  readonly sha256: string;
}

type Given = Strategy<Record<string, number | string>>;

/** Whether a name given as a strategy is meant as a file. */
export const isStrategyFile = (name: string): boolean => /[/\\]|\.[cm]?[jt]s$/.test(name);

/**
 * Loads a strategy of the user's own: a TypeScript or JavaScript module whose default export is a `Strategy`. Its
 * code runs with the rights of the user, as the user asked for.
 * @param file path, from the working folder `from` when it is relative
 * @throws HiveError (usage) when the file is missing, cannot be loaded or is no strategy; so do the strategy's own
 * functions when they throw or answer with something else than an action.
 */
export async function loadUserStrategy(file: string, from: string): Promise<UserStrategy> {
  const path = resolve(from, file);
  const sha256 = createHash('sha256').update(readSource(path)).digest('hex');
  const module = await importModule(path, sha256);
  if (!('default' in module)) {
    throw usageError({
      code: 'BAD_STRATEGY',
      message: `${path} has no default export.`,
      next: 'End it with: export default { name, start } satisfies Strategy. See docs/strategies.md.',
    });
  }
  return { ...asRule(checkStrategy(module.default, path), path), path, sha256 };
}

function readSource(path: string): Uint8Array {
  if (!/\.m?[jt]s$/.test(path)) {
    throw usageError({
      code: 'BAD_STRATEGY_FILE',
      message: `${path} is no ES module: its name must end with .ts, .mts, .js or .mjs.`,
      next: 'Rename it, or use a strategy of HIVE by its name.',
    });
  }
  try {
    return readFileSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const missing = code === 'ENOENT' || code === 'ENOTDIR';
    throw usageError({
      code: missing ? 'NO_SUCH_FILE' : 'FILE_UNREADABLE',
      message: missing ? `There is no file "${path}".` : `"${path}" cannot be read (${code}).`,
      next: missing ? 'Check the path; it counts from the folder you are in.' : 'Check its permissions.',
      cause,
    });
  }
}

function asRule(strategy: Given, path: string): RuleStrategy {
  const warmUpBars = (params: Params) => warmUpOf(strategy, params, path);
  return {
    id: strategy.name,
    summary: strategy.summary ?? `Your own strategy in ${path}.`,
    params: strategy.params ?? {},
    check: params => guarded(path, 'check', () => strategy.check?.(params) ?? null),
    warmUpBars,
    start: params => {
      const ask: unknown = guarded(path, 'start', () => strategy.start(Object.freeze({ ...params })));
      if (typeof ask !== 'function') {
        throw strategyFailed(path, new TypeError('start must give a function of a bar'), 'in start');
      }
      return new UserStream({ path, warmUpBars: warmUpBars(params), ask: ask as UserRun['ask'] });
    },
  };
}

function warmUpOf({ warmUp = 0 }: Given, params: Params, path: string): number {
  const bars: unknown = typeof warmUp === 'number' ? warmUp : guarded(path, 'warmUp', () => warmUp(params));
  if (typeof bars === 'number' && Number.isSafeInteger(bars) && bars >= 0) return bars;
  throw strategyFailed(path, new TypeError(`${String(bars)} is not a number of bars`), 'in warmUp');
}

/** Runs a function of the user's; what it throws becomes an error that names file and line. */
function guarded<T>(path: string, name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw strategyFailed(path, error, `in ${name}`);
  }
}
