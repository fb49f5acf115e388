import type { LiveFeed } from '../../app/schemas/live-feed.ts';
import type { ViewNode } from './node.ts';

export type { LiveFeed } from '../../app/schemas/live-feed.ts';

export const PAGES = ['terminal', 'crypto', 'simple', 'training'] as const;
export type PageName = (typeof PAGES)[number];

/** How a page stands with its server. */
export type Connection =
  /** Made by the server, without a script: what is shown does not change. */
  | { readonly state: 'still' }
  | { readonly state: 'live' }
  /** Asked again at `retryAtMs`; null while it is being asked. */
  | { readonly state: 'lost'; readonly retryAtMs: number | null; readonly sinceMs: number }
  /** The login has ended. */
  | { readonly state: 'refused' };

/** An answer of the API beside the feed, by its URL. */
export type Loaded =
  | { readonly state: 'loaded'; readonly data: unknown; readonly asOf: string }
  | { readonly state: 'failed'; readonly message: string; readonly next: string };

/** Everything a view is made of. Views are pure: the same state gives the same page. */
export interface PageState {
  readonly page: PageName;
  readonly feed: LiveFeed;
  /** UTC epoch milliseconds by the server's clock. */
  readonly nowMs: number;
  /** When the feed last said something. */
  readonly heardMs: number;
  readonly connection: Connection;
  /** Answers by URL, path and query: `/api/training/drift`. */
  readonly answers: Readonly<Record<string, Loaded>>;
  /** What the reader chose on this page: sorted columns, panels, symbols. */
  readonly ui: Readonly<Record<string, string>>;
}

/** One dashboard. */
export interface PageDefinition {
  readonly name: PageName;
  readonly title: string;
  /** URLs of the answers that it shows beside the feed, in the state it is in. */
  needs(state: PageState): readonly string[];
  /** The inside of `<main>`. */
  view(state: PageState): ViewNode;
}

/** The data of a schema of the API, for pages, which have no zod. */
export type DataOf<Schema extends { parse(data: unknown): unknown }> = ReturnType<Schema['parse']>;

/**
 * An answer that has been loaded; null while it is not there, or failed. `Data` is the `DataOf` the schema of that
 * path: the server holds every answer against it.
 */
export function answer<Data>(state: PageState, url: string): Data | null {
  const loaded = state.answers[url];
  return loaded?.state === 'loaded' ? (loaded.data as Data) : null;
}
