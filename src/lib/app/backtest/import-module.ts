import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type HiveError, usageError } from '../../core/errors.ts';
import { placeOf } from './error-place.ts';

type Format = 'module' | 'module-typescript';

/**
 * Loads a user's module (ES module, with or without types that Node can strip).
 * @param version changes when the file does: a path that was loaded before is loaded again
 * @throws HiveError (usage) that names the file and line where it cannot be loaded.
 */
export async function importModule(path: string, version: string): Promise<Record<string, unknown>> {
  const typed = /\.m?ts$/.test(path);
  const href = `${pathToFileURL(path).href}?v=${version}`;
  try {
    return await importAs(href, typed ? 'module-typescript' : 'module');
  } catch (error) {
    throw notLoaded(path, typed ? error : await withPlace(error, href));
  }
}

/** Says the format itself: Node would guess it from a package.json nearby and warn about its guess. */
async function importAs(href: string, format: Format): Promise<Record<string, unknown>> {
  const hooks = registerHooks({
    load: (url, context, next) => next(url, url === href ? { ...context, format } : context),
  });
  try {
    return await import(href);
  } finally {
    hooks.deregister();
  }
}

/** Node keeps the line of a syntax error in JavaScript to itself; its reader of TypeScript tells. */
async function withPlace(error: unknown, href: string): Promise<unknown> {
  if (!(error instanceof SyntaxError)) return error;
  try {
    await importAs(`${href}&again`, 'module-typescript');
  } catch (second) {
    if (second instanceof SyntaxError) return second;
  }
  return error;
}

function notLoaded(path: string, error: unknown): HiveError {
  const { code, message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { code: '', message: String(error) };
  return usageError({
    code: 'BAD_STRATEGY_FILE',
    message: `${placeOf(error, path)}: ${message.split('\n')[0]!.replace(/\.$/, '')}.`,
    next: nextStep(code ?? '', message),
    cause: error,
  });
}

function nextStep(code: string, message: string): string {
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
    return 'Node only strips types: use no enum, no namespace and no parameter property.';
  }
  if (/package 'hive-trade'|does not provide an export named/.test(message)) {
    return "Types need the word type: import type { Strategy } from 'hive-trade/strategy'.";
  }
  if (/(?:module|exports|require) is not defined/.test(message)) {
    return 'Write it as an ES module: export default { name, start }.';
  }
  return 'Correct the file and try again.';
}
