import { sha256 } from '../core/hash.ts';

/** A UUID (version 4 in form) that follows from the seed and a number that is used once. */
export function uuidOf(seed: number, counter: number): string {
  const hex = sha256(`sandbox\n${seed}\n${counter}`);
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** What support would find an answer by. */
export const requestIdOf = (seed: number, request: number, atMs: number): string =>
  sha256(`sandbox request\n${seed}\n${request}\n${atMs}`).slice(0, 32);

/** Paper account numbers begin with PA, as `PA3717PJAYWN` of Alpaca's documentation does. */
export const accountNumberOf = (seed: number): string =>
  `PA${sha256(`sandbox account\n${seed}`).slice(0, 10).toUpperCase()}`;

export interface SandboxKeys {
  readonly keyId: string;
  readonly secret: string;
}

/** Demo keys of a seed and a place: they open nothing but a sandbox. Paper key ids begin with PK. */
export function demoKeys(seed: number, place = ''): SandboxKeys {
  const hex = sha256(`sandbox keys\n${seed}\n${place}`);
  return { keyId: `PKSANDBOX${hex.slice(0, 11).toUpperCase()}`, secret: `sandbox-${hex.slice(11, 43)}` };
}
