import { fsyncSync, writeSync } from 'node:fs';

/**
 * Appends `bytes` to a file opened with O_APPEND in one write, then makes them durable.
 * One write: lines of two writers never mix. A short write is not continued, because the rest would be
 * another write.
 * @throws Error of the system, or one saying that the write was short. The file may then end in a part of `bytes`.
 */
export function appendDurably(fd: number, bytes: Uint8Array): void {
  const written = writeSync(fd, bytes);
  if (written !== bytes.length) throw shortWrite(written, bytes.length);
  fsyncSync(fd);
}

/** A short write to a file has one cause: no space left, on the disk or under the file size limit. */
function shortWrite(written: number, wanted: number): Error {
  return Object.assign(new Error(`only ${written} of ${wanted} bytes fitted on the disk`), {
    code: 'ENOSPC',
  });
}
