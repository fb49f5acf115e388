import { z } from 'zod';
import { canonicalJson } from '../../core/canonical-json.ts';
import { sha256 } from '../../core/hash.ts';

export const MANIFEST_NAME = 'manifest.json';
const FORMAT = 'hive-backup/1';

/** All that a backup may hold. Keys, tokens, the permission to trade real money and the kill switch are not among it. */
const PLACES: readonly RegExp[] = [
  /^hive\.config\.json$/,
  /^state\/(?:journal\.jsonl|hive\.db|paper-broker\.db)$/,
  /^models\/[a-z0-9][a-z0-9_-]{0,63}\.json$/,
  /^logs\/live_crypto_trades\.log$/,
  /^logs\/runs\/\d{4}-\d\d-\d\d\.jsonl$/,
  /^logs\/reports\/[A-Za-z0-9][A-Za-z0-9_-]{0,63}(?:\.[a-z0-9]{1,8}){1,2}$/,
];

export const mayBeBackedUp = (path: string): boolean => PLACES.some(place => place.test(path));

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().min(0);

const body = z.strictObject({
  format: z.literal(FORMAT),
  /** Of the HIVE that made it. */
  version: z.string().max(100),
  at: z.iso.datetime(),
  mode: z.enum(['simulated', 'paper', 'live']),
  /** The last whole record; null for a home without a journal. */
  journal: z.strictObject({ seq: size, hash, bytes: size, lastAt: z.string().nullable() }).nullable(),
  files: z
    .array(
      z.strictObject({
        path: z.string().refine(mayBeBackedUp),
        bytes: size,
        sha256: hash,
        /** UTC epoch milliseconds: which models are the newest hangs on it. */
        writtenMs: z.number().min(0).max(8.64e15),
      }),
    )
    .max(100_000)
    .refine(files => new Set(files.map(({ path }) => path)).size === files.length),
});

export type ManifestBody = z.infer<typeof body>;
export type BackedUpFile = ManifestBody['files'][number];

const manifest = body.extend({ hash });

/** What a backup says of itself. */
export type Manifest = z.infer<typeof manifest>;

export const manifestText = (of: Omit<ManifestBody, 'format'>): string => {
  const whole = { format: FORMAT, ...of } as const;
  return `${canonicalJson({ ...whole, hash: sha256(canonicalJson(whole)) })}\n`;
};

/** Null for what is no manifest, or not as it was written. */
export function parseManifest(text: string): Manifest | null {
  const found = manifest.safeParse(jsonOf(text)).data;
  if (!found) return null;
  const { hash: seal, ...rest } = found;
  return sha256(canonicalJson(rest)) === seal ? found : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
