import { lstatSync } from 'node:fs';

/** Another text whenever what is at a path is another: its file, its size or when it was written. Never throws. */
export function pathMark(path: string): string {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found ? `${found.ino}-${found.size}-${found.mtimeMs}` : 'none';
  } catch {
    return 'unknown';
  }
}
