import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { HomePaths } from '../home.ts';
import { type Check, ok, problem, warning } from './check.ts';

const WRITE_BITS = 0o022;
const ALL_BITS = 0o077;

interface LooseFile {
  readonly path: string;
  readonly mode: number;
  readonly isWritable: boolean;
}

/** Whoever may write to the home may trade with it; whoever may read its state knows what its owner has. */
export const fileModes: Check = {
  id: 'file-modes',
  title: 'Files',
  asksBroker: false,
  look({ adapters: { paths } }) {
    if (!statOf(paths.root)) return ok(`${paths.root} is not made yet`);
    const foreign = [paths.root, ...within(paths.state)].find(isForeign);
    if (foreign !== undefined)
      return problem(
        `${foreign} belongs to another user`,
        `Make it yours: chown ${process.getuid?.()} ${foreign}`,
      );
    const loose = looseFiles(paths);
    const [first] = loose;
    if (!first) return ok(`${paths.root}: nobody else may read its state or write to it`);
    const mode = first.mode.toString(8).padStart(4, '0');
    const seen = `${first.path} has mode ${mode}${loose.length > 1 ? `, and ${loose.length - 1} more` : ''}`;
    const todo = `Close it: chmod -R go-rwx ${paths.state}; chmod go-w ${paths.root} ${paths.config}`;
    return loose.some(({ isWritable }) => isWritable) ? problem(seen, todo) : warning(seen, todo);
  },
};

/** A configuration and a home may be read by others, as people make them; what HIVE keeps may not. */
function looseFiles({ root, config, state }: HomePaths): LooseFile[] {
  const open = [root, config].flatMap(path => loose(path, WRITE_BITS));
  return [...open, ...within(state).flatMap(path => loose(path, ALL_BITS))];
}

const within = (folder: string): string[] =>
  statOf(folder)?.isDirectory() ? [folder, ...readdirSync(folder).map(name => join(folder, name))] : [];

function loose(path: string, bits: number): LooseFile[] {
  const found = statOf(path);
  if (!found || process.getuid === undefined || (found.mode & bits) === 0) return [];
  return [{ path, mode: found.mode & 0o777, isWritable: (found.mode & WRITE_BITS) !== 0 }];
}

const isForeign = (path: string): boolean => {
  const own = process.getuid?.();
  return own !== undefined && (statOf(path)?.uid ?? own) !== own;
};

const statOf = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });
