import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface VendorFile {
  /** Name in the URL. */
  readonly name: string;
  readonly library: string;
  /** In the `dist` of its package. */
  readonly file: string;
  /** What makes a module of a plain script. */
  readonly ending?: string;
}

const FILES: readonly VendorFile[] = [
  {
    name: 'lightweight-charts.standalone.production.mjs',
    library: 'lightweight-charts',
    file: 'lightweight-charts.standalone.production.mjs',
  },
  // The module of the package is not minified: compressed it is twice as large as its script.
  {
    name: 'uPlot.esm.js',
    library: 'uplot',
    file: 'uPlot.iife.min.js',
    ending: '\nexport default uPlot;\n',
  },
  { name: 'uPlot.min.css', library: 'uplot', file: 'uPlot.min.css' },
];

/** The chart libraries as their packages have them, by name: no page loads anything from elsewhere. */
export async function vendorFiles(): Promise<ReadonlyMap<string, Buffer>> {
  const { resolve } = createRequire(import.meta.url);
  const read = FILES.map(async ({ name, library, file, ending = '' }) => {
    const text = await readFile(join(dirname(resolve(`${library}/package.json`)), 'dist', file));
    return [name, Buffer.concat([text, Buffer.from(ending)])] as const;
  });
  return new Map(await Promise.all(read));
}
