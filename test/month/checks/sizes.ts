import { lstatSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Bytes by part of the home: files of a folder that differ only by name count together. */
export function sizesOf(root: string): Record<string, number> {
  const sizes: Record<string, number> = {};
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const entry = lstatSync(path);
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) {
        const part = partOf(relative(root, path));
        sizes[part] = (sizes[part] ?? 0) + entry.size;
      }
    }
  };
  visit(root);
  return sizes;
}

const partOf = (path: string): string => {
  if (path.startsWith('models/')) return 'models';
  if (path.startsWith('logs/runs/')) return 'logs/runs';
  return path.replace(/-(wal|shm)$/, '');
};
