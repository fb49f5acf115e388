import type { HiveWatch } from '../app/watch/hive-watch.ts';
import type { Assets } from './assets/load-assets.ts';
import type { ServerOptions } from './options.ts';
import type { Credentials } from './security/credentials.ts';
import type { LoginCodes } from './security/login-codes.ts';
import type { Places } from './security/places.ts';
import type { LiveStreams } from './stream/live-streams.ts';

/** What the parts of the application share. */
export interface AppOptions extends Pick<ServerOptions, 'clock' | 'settings' | 'behindProxy' | 'onTrouble'> {
  readonly watch: HiveWatch;
  readonly credentials: Credentials;
  readonly codes: LoginCodes;
  readonly places: Places;
  /** Its port is in it: cookies do not tell ports of a host apart. */
  readonly cookieName: string;
  readonly assets: Assets;
  readonly streams: LiveStreams;
}
