import { configError } from '../../core/errors.ts';
import type { ServerOptions } from '../options.ts';
import { isLoopback } from './places.ts';

type Exposure = Pick<ServerOptions, 'host' | 'settings' | 'behindProxy'>;

/**
 * Beyond this machine the server speaks only through a proxy that speaks TLS, and only when that was said in words.
 * @throws HiveError (config)
 */
export function checkExposure({ host, settings, behindProxy }: Exposure): void {
  if (isLoopback(host) && !behindProxy) return;
  if (!behindProxy)
    throw refused(`The address "${host}" is not of this machine alone, and nothing protects it there.`);
  if (settings.publicUrl === '') throw refused('Behind a proxy, serve.publicUrl must say its https address.');
  if (settings.trustedProxies.length === 0)
    throw refused('Behind a proxy, serve.trustedProxies must name its address.');
}

const refused = (message: string) =>
  configError({
    code: 'EXPOSED',
    message,
    next:
      'Leave --host out, or put a TLS proxy in front: set serve.publicUrl and serve.trustedProxies, then add ' +
      '--behind-proxy.',
  });
