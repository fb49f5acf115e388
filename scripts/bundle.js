import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';

/** What is found by its path: what the package exports and oclif looks for, worker threads, schemas by their names. */
const ENTRIES = [
  '{main,help,strategy,frame}.js',
  '{hooks,commands}/**/*.js',
  'lib/**/*-worker.js',
  'lib/app/schemas/*.js',
];
const DIST = '__DIST_URL__';

/**
 * Puts compiled modules together that are always loaded together (docs/decisions/0024): a tick reads some 140 files in
 * place of 360, and no command one that it does not need. Libraries stay outside.
 * @param from the folder of the modules
 * @param into the folder of what is shipped
 */
export async function bundle(from, into) {
  const files = globSync(ENTRIES, { cwd: from }).sort();
  const bundled = await rolldown({
    input: Object.fromEntries(files.map(file => [file.replace(/\.js$/, ''), join(from, file)])),
    platform: 'node',
    external: isLibrary,
    plugins: [ownUrls(from)],
    // What one command loads late, another one may need at once.
    checks: { ineffectiveDynamicImport: false },
  });
  await bundled.write({
    dir: into,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  });
}

/** Helpers that the bundler itself calls for are none. */
const isLibrary = id => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@oxc-project/runtime/');

/** A module finds the files beside it where its own file would lie, whatever file it has been put into. */
const ownUrls = from => ({
  name: 'own-urls',
  transform: (code, id) =>
    code.replaceAll('import.meta.url', `new URL(${JSON.stringify(relative(from, id))}, ${DIST}).href`),
  renderChunk: (code, { fileName }) =>
    code.replaceAll(DIST, `new URL(${JSON.stringify(toRoot(fileName))}, import.meta.url)`),
});

const toRoot = fileName => '../'.repeat(fileName.split('/').length - 1) || './';
