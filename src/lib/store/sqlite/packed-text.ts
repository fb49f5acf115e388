import { deflateSync, inflateSync } from 'node:zlib';
import { DamagedRow } from './damaged-row.ts';

/** zlib's level: documents are written on the way out of a command, and JSON shrinks well at any. */
const LEVEL = 3;

/** Text as zlib-compressed UTF-8, which carries its own checksum. The same text gives the same bytes. */
export const packText = (text: string): Uint8Array => deflateSync(text, { level: LEVEL });

/** Inverse of `packText`. @throws DamagedRow, with `what` it is, when the bytes are not what was written. */
export function unpackText(bytes: Uint8Array, what: string): string {
  try {
    return inflateSync(bytes).toString('utf8');
  } catch (error) {
    throw new DamagedRow(what, error);
  }
}
