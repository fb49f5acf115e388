import { credentials } from '../credentials/credentials.ts';
import { type Check, info, ok, skipped } from './check.ts';

/** Where the keys come from; a source that may not be used, or holds no whole pair, is an error of its own. */
export const keys: Check = {
  id: 'keys',
  title: 'Keys',
  asksBroker: false,
  look({ adapters, environment }) {
    if (adapters.config.broker.kind === 'simulated')
      return skipped('not needed: the embedded broker has none');
    const { from } = credentials(adapters, environment);
    return from === 'environment'
      ? info(
          'in the environment: every program that is started from there can read them',
          'Better: a systemd credential, or a key file of mode 0600 (docs/modes.md).',
        )
      : ok(`from the ${from}`);
  },
};
