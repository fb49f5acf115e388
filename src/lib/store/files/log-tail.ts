import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { systemCode } from '../private-files.ts';
import { readLines } from './read-lines.ts';
import { logFiles } from './rotating-file.ts';

interface OpenFile {
  readonly fd: number;
  readonly ino: number;
  offset: number;
}

/** How often a file may be moved between being looked for and being opened. */
const TRIES = 10;

/**
 * Reads a log of lines from its oldest file to its end, and on from there as it grows: across rotations, and from the
 * beginning of a file that was cut. A file that is not there yet is an empty one. Never writes.
 */
export class LogTail {
  readonly #path: string;
  #file: OpenFile | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whole lines since the last time, without their newlines. To be read to its end. */
  *lines(): Generator<string> {
    this.#file ??= this.#open(null);
    while (this.#file) {
      const torn = yield* this.#rest(this.#file);
      const next = this.#open(this.#file.ino);
      if (!next) return;
      // What was moved aside gets no end any more.
      if (torn.length > 0) yield torn.toString('utf8');
      closeSync(this.#file.fd);
      this.#file = next;
    }
  }

  close(): void {
    if (this.#file) closeSync(this.#file.fd);
    this.#file = null;
  }

  *#rest(file: OpenFile): Generator<string, Buffer> {
    if (fstatSync(file.fd).size < file.offset) file.offset = 0;
    const lines = readLines(file.fd, file.offset);
    for (;;) {
      const line = lines.next();
      if (line.done) return line.value;
      file.offset += line.value.length + 1;
      yield line.value.toString('utf8');
    }
  }

  /** The oldest file, or the one after that of inode `after`; null when there is none. */
  #open(after: number | null): OpenFile | null {
    for (let tried = 0; tried < TRIES; tried++) {
      const path = this.#pathAfter(after);
      if (path === null) return null;
      const file = opened(path);
      // Moved in the meantime: it may have become the one that was just read.
      if (file && path === this.#pathAfter(after)) return file;
      if (file) closeSync(file.fd);
    }
    return null;
  }

  #pathAfter(ino: number | null): string | null {
    const files = logFiles(this.#path).flatMap(path => {
      const found = statSync(path, { throwIfNoEntry: false });
      return found?.isFile() ? [{ path, ino: found.ino }] : [];
    });
    // Where that file is gone for good, what is left is all newer.
    const place = ino === null ? -1 : files.findIndex(file => file.ino === ino);
    return files[place + 1]?.path ?? null;
  }
}

function opened(path: string): OpenFile | null {
  try {
    const fd = openSync(path, 'r');
    return { fd, ino: fstatSync(fd).ino, offset: 0 };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
