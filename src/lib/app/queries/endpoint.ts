import type { z } from 'zod';
import type { Reading } from '../reading.ts';
import type { JournalView } from '../watch/journal-view.ts';
import type { HealthState, Revision } from '../watch/server-state.ts';

/** What a query is made of: a home as it is now. */
export interface Home extends Reading {
  readonly journal: JournalView;
  readonly server: HealthState;
  /** Of what was read last: what is remembered under it need not be read again. */
  readonly revision: () => Revision;
}

/** The same shape from a maker that promises not to change it. */
export type Unchanged<T> = T extends object ? { readonly [Key in keyof T]: Unchanged<T[Key]> } : T;

/** A GET of the API: what may be asked, what comes back, and how it is found out. Nothing here changes anything. */
export interface Endpoint<Query extends z.ZodType = z.ZodType, Data extends z.ZodType = z.ZodType> {
  /** `/api/training/models/:name`. */
  readonly path: string;
  /** Name of the schema of its data: `trades` for `hive.trades/1`. */
  readonly schema: string;
  readonly summary: string;
  /** The command whose `--json` has the same data; null when none has. */
  readonly command: string | null;
  /** Whether the answer is the same as long as nothing in the home changes; without it, it grows old in a second. */
  readonly isSteady?: boolean;
  /** Of the parameters of path and query, which come as texts. Others than these are refused. */
  readonly query: Query;
  readonly data: Data;
  read(home: Home, query: z.output<Query>): Unchanged<z.input<Data>> | Promise<Unchanged<z.input<Data>>>;
}

/** Lets the compiler hold `read` against its two schemas. */
export const endpoint = <Query extends z.ZodType, Data extends z.ZodType>(
  definition: Endpoint<Query, Data>,
): Endpoint<Query, Data> => definition;
