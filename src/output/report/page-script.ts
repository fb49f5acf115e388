import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/** Modules that the page's script is made of, from `src/output`, each after those it imports. */
const MODULES = [
  '../lib/core/clock',
  'numbers',
  'times',
  'report/trade-cells',
  'report/page/unpack-bars',
  'report/page/elements',
  'report/page/theme',
  'report/page/line-plot',
  'report/page/curves',
  'report/page/histogram-plot',
  'report/page/candle-marks',
  'report/page/candle-plot',
  'report/page/sort-keys',
  'report/page/sort',
  'report/page/trade-table',
  'report/page/main',
] as const;

/** The page cannot load a second file, so its modules become one: same scope, without imports and exports. */
export function pageScript(): string {
  return MODULES.map(name => withoutModules(moduleText(name))).join('\n');
}

export function pageStyle(): string {
  return readFileSync(new URL('./page/report.css', import.meta.url), 'utf8');
}

/** A module as JavaScript: compiled beside this one in `dist`, with its types taken off when run from sources. */
function moduleText(name: string): string {
  const isSource = import.meta.url.endsWith('.ts');
  const file = new URL(`../${name}.${isSource ? 'ts' : 'js'}`, import.meta.url);
  const text = readFileSync(file, 'utf8');
  return isSource ? stripTypeScriptTypes(text) : text;
}

const withoutModules = (text: string): string =>
  text
    .replaceAll(/^import\s[^;]*;[^\S\n]*$/gm, '')
    .replaceAll(/^export \{[^}]*\};[^\S\n]*$/gm, '')
    .replaceAll(/^export (?=const |function |class )/gm, '')
    .replaceAll(/\n\s*\n+/g, '\n')
    .trim();
