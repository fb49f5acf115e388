import type { Adapters } from './adapters.ts';

/** What a use case that only looks is given: nothing in it writes, holds keys or knows a broker. */
export type Reading = Pick<
  Adapters,
  'paths' | 'config' | 'clock' | 'storeToRead' | 'feeds' | 'quotes' | 'models' | 'parser' | 'currentModels'
>;
