import { NotHere } from './tally.ts';

/** What npm says when nobody answers, or when it may not ask. */
const UNREACHABLE =
  /\b(?:ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/;

/** Options with which npm takes what it has, and does not wait minutes for a registry that is not there. */
export const QUICK = [
  '--prefer-offline',
  '--fetch-retries=1',
  '--fetch-timeout=30000',
  '--no-audit',
  '--no-fund',
];

/**
 * Runs what asks the registry.
 * @throws NotHere when the registry cannot be reached; any other failure as it is.
 */
export function fromRegistry<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Error && UNREACHABLE.test(error.message))
      throw new NotHere('the package registry cannot be reached');
    throw error;
  }
}
