import { createHash, type Hash } from 'node:crypto';
import { closeSync, futimesSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateFolder, withFile } from '../../store/private-files.ts';
import { writeFailure } from '../../store/write-failure.ts';
import type { BackedUpFile } from './manifest.ts';

const CHUNK_BYTES = 1024 * 1024;

/** The chunks of the first `bytes` of a file, or of all of it. */
function* chunksOf(path: string, bytes = Number.POSITIVE_INFINITY): Generator<Uint8Array> {
  const fd = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let at = 0; at < bytes; ) {
      const read = readSync(fd, chunk, 0, Math.min(CHUNK_BYTES, bytes - at), at);
      if (read === 0) return;
      at += read;
      yield chunk.subarray(0, read);
    }
  } finally {
    closeSync(fd);
  }
}

/** Copies the first `bytes` of a file, or all of it, to a new one (mode 0600). @throws HiveError (data, DISK_FULL …) */
export function copyPart(from: string, to: string, bytes?: number): void {
  try {
    makePrivateFolder(dirname(to));
    withFile(to, 'wx', fd => {
      for (const chunk of chunksOf(from, bytes)) writeWhole(fd, chunk);
      datedAs(fd, statSync(from).mtimeMs);
    });
  } catch (error) {
    throw writeFailure(to, error);
  }
}

/** Gives an open file its time of writing. */
export const datedAs = (fd: number, writtenMs: number): void =>
  futimesSync(fd, writtenMs / 1_000, writtenMs / 1_000);

export function writeWhole(fd: number, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at);
}

/** SHA-256 of a file, hex, its size, and when it was written. */
export function digestOfFile(path: string): Omit<BackedUpFile, 'path'> {
  const digest: Hash = createHash('sha256');
  let bytes = 0;
  for (const chunk of chunksOf(path)) {
    digest.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: digest.digest('hex'), writtenMs: statSync(path).mtimeMs };
}
