import type { Environment } from '../../config/environment.ts';
import type { Config } from '../../config/schema.ts';
import type { Clock } from '../../core/clock.ts';
import type { AdapterOptions, Adapters } from '../adapters.ts';
import type { HomePaths } from '../home.ts';
import type { InitChoices, InitFlags } from './choices.ts';
import type { KeysText } from './keys-text.ts';
import type { Person } from './person.ts';

export interface InitRequest {
  readonly paths: HomePaths;
  readonly clock: Clock;
  readonly environment: Environment;
  /** Where the JSON Schema of the file is, for editors. */
  readonly schemaUrl: string;
  readonly flags: InitFlags;
  /** Where keys are to be found; null where nobody said. */
  readonly keys: KeysText | null;
  /** Whether to ask the broker about the keys. */
  readonly check: boolean;
  /** Write over a configuration that is there. */
  readonly force: boolean;
  /** Nobody is asked, and .gitignore may be changed. */
  readonly yes: boolean;
  /** Null where nobody sits at a terminal. */
  readonly person: Person | null;
  /** Whether commands find this home without --home. */
  readonly isFound: () => boolean;
  /** In place of the adapters, for tests. */
  readonly open?: (options: AdapterOptions) => Adapters;
}

/** What is going to be written. */
export interface Plan {
  readonly choices: InitChoices;
  readonly text: string;
  readonly config: Config;
}
