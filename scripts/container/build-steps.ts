import { cpSync, globSync, mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { run } from '../check/run.ts';
import { type Instruction, ignoredBy, type Stage } from './dockerfile.ts';

/** Folders that the Dockerfile names; in a run without an engine they lie below the folder of their stage. */
const ROOTS = /(^|[\s="'])(?=\/(?:src|opt|hive|usr\/local\/bin)\b)/g;

/** A folder that the base image has. */
const OF_BASE = 'usr/local/bin';

export interface BuildOptions {
  /** Where the stages' file systems go, each into a folder of its own. */
  readonly into: string;
  /** The build context, and the text of its .dockerignore. */
  readonly context: string;
  readonly ignore: string;
}

/**
 * Carries out the steps that make files (COPY, RUN, WORKDIR) as they stand in the Dockerfile, but in folders of this
 * machine instead of images, with its own shell and Node.
 * @returns The root folder of the last stage.
 * @throws Error when a step fails.
 */
export function buildSteps(stages: readonly Stage[], options: BuildOptions): string {
  let root = options.into;
  for (const stage of stages) {
    root = join(options.into, stage.name);
    let folder = join(root, '/');
    mkdirSync(join(root, OF_BASE), { recursive: true });
    for (const step of stage.steps) folder = carryOut(step, { root, folder, options });
  }
  return root;
}

interface Place {
  readonly root: string;
  readonly folder: string;
  readonly options: BuildOptions;
}

/** @returns The working folder after the step. */
function carryOut({ name, text }: Instruction, place: Place): string {
  const { root, folder } = place;
  if (name === 'WORKDIR') {
    mkdirSync(join(root, text), { recursive: true });
    return join(root, text);
  }
  if (name === 'COPY') copy(text, place);
  if (name === 'RUN') shell(text.replaceAll(ROOTS, `$1${root}`), folder);
  return folder;
}

/** In the environment of this machine, which knows where its package registry is. */
function shell(script: string, folder: string): void {
  const { code, stdout, stderr } = run('/bin/sh', ['-c', script], { cwd: folder });
  if (code !== 0) throw new Error(`RUN ${script}\n${stdout}${stderr}`);
}

function copy(text: string, { root, folder, options }: Place): void {
  const [, stage, names] = /^(?:--from=(\S+)\s+)?(.*)$/.exec(text) ?? [];
  const paths = names!.split(/\s+/);
  const to = paths.pop()!;
  const target = isAbsolute(to) ? join(root, to) : join(folder, to);
  if (stage)
    cpSync(join(options.into, stage, paths[0]!), target, { recursive: true, verbatimSymlinks: true });
  else for (const path of paths) copyFromContext(path, { target, isFolder: to.endsWith('/'), options });
}

interface ContextCopy {
  readonly target: string;
  readonly isFolder: boolean;
  readonly options: BuildOptions;
}

function copyFromContext(
  path: string,
  { target, isFolder, options: { context, ignore } }: ContextCopy,
): void {
  const isIgnored = ignoredBy(ignore);
  const files = filesBelow(context, path, isIgnored);
  if (files.length === 0) throw new Error(`COPY ${path}: nothing of that name goes to the build`);
  for (const file of files) {
    const name = path === '.' ? file : relative(dirname(path), file);
    const into = isFolder ? join(target, name) : target;
    mkdirSync(dirname(into), { recursive: true });
    cpSync(join(context, file), into);
  }
}

function filesBelow(context: string, path: string, isIgnored: (path: string) => boolean): string[] {
  const exclude = (entry: { name: string }) => entry.name === 'node_modules' || entry.name === '.git';
  const patterns = path === '.' ? ['**/*', '.npmrc'] : [path, `${path}/**`];
  return globSync(patterns, { cwd: context, withFileTypes: true, exclude })
    .filter(entry => entry.isFile())
    .map(entry => relative(context, join(entry.parentPath, entry.name)))
    .filter(file => !isIgnored(file));
}
