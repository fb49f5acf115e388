import { rmSync } from 'node:fs';
import { writeFailure } from '../write-failure.ts';
import { atomicWrite } from './atomic-write.ts';
import { readJsonFile } from './read-json-file.ts';

/** A small JSON value in a file of its own, replaced as a whole. */
export class StateNoteFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Undefined when there is no file, or none that can be read: what is noted here is never worth a failure. */
  read(): unknown {
    try {
      return readJsonFile(this.#path);
    } catch {
      return undefined;
    }
  }

  /** @throws HiveError (data, DISK_FULL or WRITE_FAILED) */
  write(value: unknown): void {
    atomicWrite(this.#path, `${JSON.stringify(value)}\n`);
  }

  clear(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch (error) {
      throw writeFailure(this.#path, error);
    }
  }
}
