import { createHash } from 'node:crypto';
import type { PageAssets } from '../../dashboards/shared/page.ts';
import { PAGES, type PageName } from '../../dashboards/shared/state.ts';
import { loadedWith, type ModuleGraph, moduleGraph } from './module-graph.ts';
import { type StyleSheets, styleSheets } from './style-sheets.ts';
import { vendorFiles } from './vendor-files.ts';

export interface Asset {
  readonly body: Buffer;
  readonly type: string;
  /** Whether the page to log in needs it. */
  readonly isOpen: boolean;
}

/** Everything that pages load, in memory. */
export interface Assets {
  /** By the whole path of its URL. No path of a request ever reaches the file system. */
  readonly byPath: ReadonlyMap<string, Asset>;
  readonly pages: Readonly<Record<PageName, PageAssets>>;
  readonly login: PageAssets;
}

/** The sources (`src/`), whose types are taken out here, or the build (`dist/`). */
const ROOT = new URL('../../../', import.meta.url);
const SUFFIX = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const EARLY = `lib/dashboards/shared/browser/early.${SUFFIX}`;
const entryOf = (name: string) => `lib/dashboards/${name}/browser/main.${SUFFIX}`;

/**
 * Reads what pages load. The folder in their URLs is named after all contents, so that browsers may keep them.
 * @throws Error when a file is missing.
 */
export async function loadAssets(): Promise<Assets> {
  const [graph, styles, vendor] = await Promise.all([
    moduleGraph(ROOT, [EARLY, ...['login', ...PAGES].map(entryOf)]),
    styleSheets(ROOT),
    vendorFiles(),
  ]);
  const files = new Map<string, Buffer>(
    [...graph].map(([file, { text }]) => [file, Buffer.from(file === EARLY ? asScript(text) : text)]),
  );
  for (const [file, text] of styles.texts) files.set(file, Buffer.from(text));
  for (const [file, body] of vendor) files.set(`vendor/${file}`, body);
  return arranged(files, graph, styles);
}

function arranged(files: ReadonlyMap<string, Buffer>, graph: ModuleGraph, styles: StyleSheets): Assets {
  const base = `/assets/${buildOf(files)}`;
  const loadedBy = (name: string, sheets: readonly string[]): PageAssets => ({
    script: `${base}/${entryOf(name)}`,
    early: `${base}/${EARLY}`,
    preload: loadedWith(graph, entryOf(name)).map(file => `${base}/${file}`),
    styles: sheets.map(file => `${base}/${file}`),
    vendor: `${base}/vendor`,
  });
  const login = loadedBy('login', styles.shared);
  const open = new Set([login.script, login.early, ...login.preload, ...login.styles]);
  const pages = Object.fromEntries(
    PAGES.map(name => [name, loadedBy(name, ['vendor/uPlot.min.css', ...styles.shared, styles.own[name]])]),
  ) as Record<PageName, PageAssets>;
  const byPath = new Map<string, Asset>();
  for (const [file, body] of files) {
    const path = `${base}/${file}`;
    byPath.set(path, { body, type: typeOf(file), isOpen: open.has(path) });
  }
  return { byPath, pages, login };
}

/** The compiler marks as a module what is a plain script, and a browser then refuses the mark. */
const asScript = (text: string): string => text.replace(/^export \{\};?\s*$/m, '');

const typeOf = (file: string): string =>
  file.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';

function buildOf(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256');
  for (const file of [...files.keys()].sort()) hash.update(`${file}\0`).update(files.get(file)!).update('\0');
  return hash.digest('hex').slice(0, 16);
}
