import { HiveError } from '../../src/lib/core/errors.ts';

/** For `assert.throws`: a HiveError with this code whose message matches, if a pattern is given. */
export const hiveError =
  (code: string, message: RegExp = /./) =>
  (error: unknown): boolean =>
    error instanceof HiveError && error.code === code && message.test(error.message);
