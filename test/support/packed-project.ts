import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Lock, runtimeTree } from '../../scripts/package/runtime-tree.ts';
import { packProject } from '../../scripts/package/stage.ts';
import { projectRoot, tempHome } from './cli.ts';
import { fileNames } from './traded-home.ts';

export const projectLock: Lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'));

export interface PackedProject {
  readonly tarball: string;
  /** The unpacked tarball. */
  readonly folder: string;
  /** Paths of its files, sorted. */
  readonly files: readonly string[];
}

/** Packs the built project and unpacks the tarball, in temporary folders. */
export function packedProject(): PackedProject {
  const tarball = packProject({ root: projectRoot, stage: join(tempHome(), 'stage') });
  const into = tempHome();
  succeed('tar', ['-xzf', tarball, '-C', into]);
  const folder = join(into, 'package');
  return { tarball, folder, files: fileNames(folder) };
}

/**
 * Lays the unpacked package out as npm installs one globally, with the run-time packages of the lock file copied from this
 * project's node_modules: no registry is needed, and nothing else can be found. Takes the folder away from `packed`.
 * @returns The file that `hive` on the PATH would be.
 */
export function installed({ folder }: PackedProject): string {
  const prefix = tempHome();
  const home = join(prefix, 'lib', 'node_modules', 'hive-trade');
  mkdirSync(join(prefix, 'lib', 'node_modules'), { recursive: true });
  mkdirSync(join(prefix, 'bin'));
  renameSync(folder, home);
  const outermost = [...runtimeTree(projectLock).keys()].filter(place => !place.includes('/node_modules/'));
  const copy = 'tar -C "$0" -cf - "$@" | tar -C "$HOME_OF_HIVE" -xf -';
  succeed('/bin/sh', ['-c', copy, projectRoot, ...outermost], { HOME_OF_HIVE: home });
  const bin = join(prefix, 'bin', 'hive');
  symlinkSync('../lib/node_modules/hive-trade/bin/run.js', bin);
  return bin;
}

function succeed(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}
