import { HiveError } from '../../core/errors.ts';

/** What went wrong, in one sentence: one who only looks goes on with what there was before. */
export function troubleOf(error: unknown): string {
  if (error instanceof HiveError) return error.message;
  return `The home cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
}
