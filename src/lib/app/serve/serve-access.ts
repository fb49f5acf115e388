import { Secret } from '../../config/secret.ts';
import { serveToken } from '../../store/files/serve-token.ts';
import type { HomePaths } from '../home.ts';

export interface ServeAccess {
  readonly token: Secret;
  /** Where a person finds it. */
  readonly tokenFile: string;
}

/**
 * What opens the server of a home; made at the first start.
 * @throws HiveError (config) when the file is not private, or cannot be written.
 */
export const serveAccess = ({ serveToken: tokenFile }: HomePaths): ServeAccess => ({
  token: new Secret(serveToken(tokenFile)),
  tokenFile,
});
