import { createHash, type Hash } from 'node:crypto';
import { readSync } from 'node:fs';

const CHUNK_BYTES = 256 * 1024;
/** No line HIVE writes comes near this; a longer one means a damaged file, and must not fill the memory. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * The lines of an open file from byte `offset`, without their newlines, in bounded memory.
 * @returns the bytes after the last newline: empty when the file ends in one.
 * @throws RangeError on a line of more than 16 MiB.
 */
export function* readLines(fd: number, offset: number): Generator<Buffer, Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for (let at = offset; ; ) {
    const chunk = readAt(fd, at, CHUNK_BYTES);
    if (chunk.length === 0) return rest;
    at += chunk.length;
    rest = yield* completeLines(Buffer.concat([rest, chunk]));
    if (rest.length > MAX_LINE_BYTES) throw new RangeError(`the line has more than ${MAX_LINE_BYTES} bytes`);
  }
}

/** Running SHA-256 of the first `length` bytes of an open file. */
export function digestOf(fd: number, length: number): Hash {
  const digest = createHash('sha256');
  for (let at = 0; at < length; at += CHUNK_BYTES)
    digest.update(readAt(fd, at, Math.min(CHUNK_BYTES, length - at)));
  return digest;
}

function* completeLines(bytes: Buffer): Generator<Buffer, Buffer> {
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    yield bytes.subarray(start, end);
    start = end + 1;
  }
  return bytes.subarray(start);
}

/** The line whose newline is the byte just before `end`; null when that byte is no newline or the line is too long. */
export function lineEndingAt(fd: number, end: number): Buffer | null {
  if (end === 0 || readAt(fd, end - 1, 1)[0] !== NEWLINE) return null;
  const start = endOfLastLine(fd, end - 1);
  return end - start > MAX_LINE_BYTES ? null : readAt(fd, start, end - 1 - start);
}

/** The offset just after the last newline before byte `end`; 0 when there is none. */
export function endOfLastLine(fd: number, end: number): number {
  for (let to = end; to > 0; to -= CHUNK_BYTES) {
    const from = Math.max(0, to - CHUNK_BYTES);
    const newline = readAt(fd, from, to - from).lastIndexOf(NEWLINE);
    if (newline >= 0) return from + newline + 1;
  }
  return 0;
}

/** Up to `length` bytes from `offset`: fewer only at the end of the file. */
function readAt(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(fd, bytes, filled, length - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
