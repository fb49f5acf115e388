import { type Reply, refusal, type SandboxRequest } from './exchange.ts';
import type { SandboxKeys } from './ids.ts';

/** Null when the request carries the keys of this sandbox. */
export function refuseKeys({ headers }: SandboxRequest, keys: SandboxKeys): Reply | null {
  const id = headers['apca-api-key-id'] ?? '';
  if (id === keys.keyId && headers['apca-api-secret-key'] === keys.secret) return null;
  // Keys of the live environment begin with AK.
  if (id.startsWith('AK')) return refusal(401, 40110000, 'request is not authorized');
  return { status: 401, body: { message: 'unauthorized' } };
}
