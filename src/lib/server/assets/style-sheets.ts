import { readdir, readFile } from 'node:fs/promises';
import { PAGES, type PageName } from '../../dashboards/shared/state.ts';

const SHARED = 'lib/dashboards/shared/styles/';
/** Later sheets stand above earlier ones; those that are not named come after these. */
const ORDER = ['tokens.css', 'base.css', 'parts.css'];

export interface StyleSheets {
  /** Text by file, from the root of the sources. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files in the order in which pages load them. */
  readonly shared: readonly string[];
  readonly own: Readonly<Record<PageName, string>>;
}

const own = Object.fromEntries(
  PAGES.map(name => [name, `lib/dashboards/${name}/${name}.css`]),
) as StyleSheets['own'];

export async function styleSheets(root: URL): Promise<StyleSheets> {
  const names = (await readdir(new URL(SHARED, root))).filter(name => name.endsWith('.css'));
  const others = names.filter(name => !ORDER.includes(name)).sort();
  const shared = [...ORDER, ...others].map(name => SHARED + name);
  const files = [...shared, ...Object.values(own)];
  const texts = await Promise.all(files.map(file => readFile(new URL(file, root), 'utf8')));
  return { texts: new Map(files.map((file, index) => [file, texts[index]!])), shared, own };
}
