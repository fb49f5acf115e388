import { type Check, ok } from './check.ts';

/** Bind address and token; this HIVE listens nowhere. */
export const server: Check = {
  id: 'server',
  title: 'Server',
  asksBroker: false,
  look: () => ok('no server is configured: nothing listens, and there is no token'),
};
