import { readFileSync, rmSync } from 'node:fs';
import { atomicWrite } from '../../store/files/atomic-write.ts';
import type { KeyPair } from './key-pair.ts';
import { type KeyKind, readKeyFile } from './key-sources.ts';

/**
 * Puts a pair into the key file (mode 0600, whole or not at all) beside the other pair, which stays as it is.
 * @returns how to take it back.
 * @throws HiveError (config): BAD_KEY_FILE for a file that is not to be touched; (config or data): WRITE_FAILED.
 */
export function keepKeys(path: string, kind: KeyKind, { keyId, secret }: KeyPair): () => void {
  const kept = readKeyFile(path);
  const before = kept === null ? null : readFileSync(path, 'utf8');
  const pairs = { ...kept, [kind]: { keyId: keyId.reveal(), secret: secret.reveal() } };
  atomicWrite(path, `${JSON.stringify(pairs, null, 2)}\n`);
  return () => (before === null ? rmSync(path, { force: true }) : atomicWrite(path, before));
}
