import { EXIT, type ExitKind } from '../lib/core/errors.ts';

/** What an exit code says, and what a script should do about it. */
export interface ExitCode {
  readonly codes: readonly number[];
  readonly meaning: string;
  readonly todo: string;
}

const BY_KIND: Readonly<Record<ExitKind, Omit<ExitCode, 'codes'>>> = {
  done: { meaning: 'Done. "Nothing to do" and "no trade" count as done.', todo: 'Go on.' },
  bug: { meaning: 'A bug in HIVE.', todo: 'Tell a person. `HIVE_DEBUG=1` prints the stack.' },
  usage: { meaning: 'The command line is wrong.', todo: 'Correct the call.' },
  config: {
    meaning: 'Configuration, credentials or file rights are wrong.',
    todo: 'Run `hive config check`, `hive doctor`.',
  },
  data: {
    meaning: 'Data is missing, stale or damaged, or no space is left.',
    todo: 'Look at `retryable`; try again later.',
  },
  broker: { meaning: 'The broker or the network failed.', todo: 'Try again later.' },
  refused: { meaning: 'A risk rule or the kill switch refused.', todo: 'Let a person decide.' },
  quality: { meaning: 'A quality gate failed.', todo: 'Fail the pipeline.' },
  busy: { meaning: 'Another run holds the lock.', todo: 'Nothing; the next run will do it.' },
};

/** 128 and the number of the signal, as shells have it: SIGHUP 1, SIGINT 2, SIGTERM 15. */
const BY_SIGNAL: ExitCode = {
  codes: [129, 130, 143],
  meaning: 'Ended by SIGHUP, SIGINT (Ctrl-C) or SIGTERM.',
  todo: 'Start it again. State is safe at any moment.',
};

/** Every exit code, in order: the one source of help, manual pages and docs/exit-codes.md. */
export const EXIT_CODES: readonly ExitCode[] = [
  ...(Object.keys(EXIT) as ExitKind[]).map(kind => ({ codes: [EXIT[kind]], ...BY_KIND[kind] })),
  BY_SIGNAL,
];
