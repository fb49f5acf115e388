import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { configError } from '../../core/errors.ts';
import { atomicWrite } from '../../store/files/atomic-write.ts';
import { nearestFolder } from './home-fit.ts';

const TIMEOUT_MS = 5_000;

/** What git would do with a file of secrets. */
export type GitRisk = 'none' | 'would-commit' | 'tracked';

/**
 * Whether the file lies in a work tree of git that does not ignore it. Where git cannot be asked, only the line counts
 * that `ignoreInGit` writes.
 */
export async function gitRisk(path: string): Promise<GitRisk> {
  const folder = nearestFolder(dirname(path));
  if (!isInWorkTree(folder)) return 'none';
  if ((await git(folder, ['ls-files', '--error-unmatch', '--', path])) === 0) return 'tracked';
  const ignored = await git(folder, ['check-ignore', '-q', '--', path]);
  if (ignored === 0) return 'none';
  return ignored !== 1 && textOf(ignoreFile(path)).split('\n').includes(lineFor(path))
    ? 'none'
    : 'would-commit';
}

/** Makes git leave the file and its temps alone. @returns how to take it back. @throws HiveError (WRITE_FAILED) */
export function ignoreInGit(path: string): () => void {
  const file = ignoreFile(path);
  const before = textOf(file);
  const isNew = !existsSync(file);
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  atomicWrite(file, `${before}${gap}${lineFor(path)}\n`);
  return () => (isNew ? rmSync(file, { force: true }) : atomicWrite(file, before));
}

/** The .gitignore beside a file. */
export const ignoreFile = (path: string): string => join(dirname(path), '.gitignore');

/** @throws HiveError (config, KEYS_IN_GIT) where keys would be, or are, in a repository. */
export function refuseInGit(path: string, risk: GitRisk, mayChange: boolean): void {
  if (risk === 'none' || (risk === 'would-commit' && mayChange)) return;
  throw configError({
    code: 'KEYS_IN_GIT',
    message:
      risk === 'tracked'
        ? `${path} is in a git repository: whoever gets that gets the keys.`
        : `${path} would be in a git work tree that does not ignore it.`,
    next:
      risk === 'tracked'
        ? `Take it out, and think of the keys as stolen: git rm --cached ${path}`
        : `Let hive init add ${lineFor(path)} to ${ignoreFile(path)} with --yes, or name another folder with --home.`,
  });
}

/** With the temps that a killed writer leaves. */
const lineFor = (path: string): string => `/${basename(path)}*`;

function isInWorkTree(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  return dirname(folder) !== folder && isInWorkTree(dirname(folder));
}

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Exit code of git; null where it could not be started or did not end. */
function git(folder: string, args: readonly string[]): Promise<number | null> {
  return new Promise(resolve => {
    execFile('git', ['-C', folder, ...args], { timeout: TIMEOUT_MS }, error => {
      if (!error) resolve(0);
      else resolve(typeof error.code === 'number' ? error.code : null);
    });
  });
}
