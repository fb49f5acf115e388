import { exitCodeOfSignal } from './stop-signal.ts';

/** What a command found or did. */
export interface Outcome<Data = unknown> {
  /** Plain JSON: no bigint, no Date, no class. Must satisfy `lib/app/schemas/<schemaName>.ts`. */
  readonly data: Data;
  /** The same for people; a function is called only when a person reads. */
  readonly text: string | (() => string | Promise<string>);
  /** Sentences that go to stderr, or into the envelope. */
  readonly warnings?: readonly string[];
  /** Members of the envelope beside the usual ones; `beside` of the schema's module describes them. */
  readonly beside?: Readonly<Record<string, unknown>>;
  /** For an outcome that is complete but not a success, such as 7 for a failed quality gate. Default 0. */
  readonly exitCode?: number;
  /** Why the exit code is not 0, in a word such as HALTED, for the record of a job's runs. */
  readonly code?: string;
  /** Small facts for the log of jobs, plain JSON. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Of a command that ended as it should: its own, or that of the signal that ended it. */
export const exitCodeOf = (outcome: Outcome | null): number => outcome?.exitCode ?? exitCodeOfSignal() ?? 0;
