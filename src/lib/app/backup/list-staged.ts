import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The plain files below a folder by their places in a backup, sorted. */
export const listStaged = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
