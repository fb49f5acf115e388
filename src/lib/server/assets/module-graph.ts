import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { posix } from 'node:path';
import { importsOf } from './imports-of.ts';

export interface PageModule {
  /** JavaScript. */
  readonly text: string;
  /** Files that it cannot run without. */
  readonly early: readonly string[];
  /** Files that it may ask for later. */
  readonly late: readonly string[];
}

/** Modules by their files, from the root of the sources: `lib/dashboards/simple/browser/main.js`. */
export type ModuleGraph = ReadonlyMap<string, PageModule>;

/**
 * Everything that the entry modules reach by imports, and nothing else: what is not in here is not served.
 * @param root folder of the sources or of the build.
 * @throws Error for a module that is missing, or that a browser could not load.
 */
export async function moduleGraph(root: URL, entries: readonly string[]): Promise<ModuleGraph> {
  const graph = new Map<string, PageModule>();
  for (let wave = [...entries]; wave.length > 0; ) {
    const files = [...new Set(wave)].filter(file => !graph.has(file));
    const modules = await Promise.all(files.map(file => readModule(root, file)));
    for (const [at, module] of modules.entries()) graph.set(files[at]!, module);
    wave = modules.flatMap(({ early, late }) => [...early, ...late]);
  }
  return graph;
}

async function readModule(root: URL, file: string): Promise<PageModule> {
  const source = await readFile(new URL(file, root), 'utf8');
  const text = file.endsWith('.ts') ? stripTypeScriptTypes(source) : source;
  const { early, late } = importsOf(text);
  return { text, early: early.map(name => fileOf(file, name)), late: late.map(name => fileOf(file, name)) };
}

function fileOf(importer: string, specifier: string): string {
  const file = posix.join(posix.dirname(importer), specifier);
  if (specifier.startsWith('.') && !file.startsWith('..')) return file;
  throw new Error(`${importer} imports "${specifier}", which a browser cannot load`);
}

/** Files that are loaded together with `entry`, without itself, in the order in which they are met. */
export function loadedWith(graph: ModuleGraph, entry: string): string[] {
  const met = new Set<string>();
  const visit = (file: string): void => {
    for (const name of graph.get(file)?.early ?? []) {
      if (met.has(name) || name === entry) continue;
      met.add(name);
      visit(name);
    }
  };
  visit(entry);
  return [...met];
}
