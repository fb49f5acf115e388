import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configError } from '../../core/errors.ts';
import type { Danfo } from './danfo.ts';

/** An optional peer: HIVE never installs it (300 MB, and not to be had from the registry alone). */
const NAME = 'danfojs-node';

/** The file of danfo.js beside HIVE or beside `folder` (a home) or a folder around it; null when it is in neither. */
export function findDanfo(folder: string): string | null {
  for (const from of [import.meta.url, join(folder, 'package.json')]) {
    try {
      return createRequire(from).resolve(NAME);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  return null;
}

/**
 * Loads danfo.js, which takes a second and some 400 MB of memory.
 * @throws HiveError (config, NO_DANFO) when it is not there, (config, BAD_DANFO) when it cannot be loaded.
 */
export async function loadDanfo(folder: string): Promise<Danfo> {
  const file = findDanfo(folder);
  if (file === null)
    throw configError({
      code: 'NO_DANFO',
      message: `danfo.js is not installed beside HIVE or the home "${folder}".`,
      next: 'Put the home into a folder that has it (docs/frames.md), or leave --engine out.',
    });
  try {
    const loaded = (await import(pathToFileURL(file).href)) as { default?: Danfo } & Danfo;
    return loaded.default ?? loaded;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw configError({
      ...{ code: 'BAD_DANFO', message: `danfo.js in "${file}" cannot be loaded: ${why}`, cause },
      next: 'Install it again as docs/frames.md says, or leave --engine out.',
    });
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
