import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { configError, dataError } from '../core/errors.ts';
import type { SandboxSnapshot } from '../sandbox/sandbox.ts';
import { failureOf, systemCode } from '../store/private-files.ts';

/** What is looked at before the rest is believed: HIVE wrote the file as a whole, or not at all. */
const shape = z.looseObject({
  version: z.literal(1),
  seed: z.int(),
  createdMs: z.number(),
  ids: z.int(),
  books: z.looseObject({ cash: z.string(), orders: z.array(z.looseObject({})) }),
});

const wayOut = (path: string) => `Move ${path} away to begin with a new account.`;

/**
 * What a sandbox of this seed kept; null when there is no file.
 * @throws HiveError (data, SANDBOX_STATE_DAMAGED; config, SANDBOX_STATE_SEED).
 */
export function readSandboxState(path: string, seed: number): SandboxSnapshot | null {
  const text = readText(path);
  if (text === null) return null;
  const snapshot = parsed(path, text);
  if (snapshot.seed === seed) return snapshot;
  throw configError({
    code: 'SANDBOX_STATE_SEED',
    message: `The sandbox in ${path} is of seed ${snapshot.seed}, not ${seed}: prices and ids would not go on.`,
    next: `Use --seed ${snapshot.seed}, or name another file with --state.`,
  });
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return null;
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `Could not read ${path}: ${why}.`;
    throw failureOf(cause)({ code: 'SANDBOX_STATE_UNREADABLE', message, next: wayOut(path), cause });
  }
}

function parsed(path: string, text: string): SandboxSnapshot {
  try {
    return shape.parse(JSON.parse(text)) as unknown as SandboxSnapshot;
  } catch (cause) {
    const message = `The state of the sandbox in ${path} is damaged.`;
    throw dataError({ code: 'SANDBOX_STATE_DAMAGED', message, next: wayOut(path), cause });
  }
}
