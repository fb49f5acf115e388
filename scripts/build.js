import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
/** What the compiler makes, before it is bundled. */
const modules = join(dist, '.modules');
const PAGE = 'src/output/report/page';
const DASHBOARDS = 'src/lib/dashboards';
const manifestFile = join(root, 'oclif.manifest.json');

// A manifest that is older than the commands hides new ones, so it goes first and is written last.
rmSync(manifestFile, { force: true });
rmSync(dist, { recursive: true, force: true });
compile('tsconfig.build.json');
compile('tsconfig.types.json');
keepPublicTypes();
// What runs in a browser knows a browser's globals, and nothing else may.
compile(`${PAGE}/tsconfig.json`, '--noEmit', 'false');
compile(`${DASHBOARDS}/tsconfig.json`, '--noEmit', 'false');
copyStyles();
await bundle(modules, dist);
await writeConfigSchema();
writeCodeVersion();
await writeManifest();
await writeManPages();
rmSync(modules, { recursive: true });

function compile(project, ...options) {
  const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
  const args = [compiler, '-p', join(root, project), ...options];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** The declarations of what the package exports: they import nothing, so the others are not for anyone. */
function keepPublicTypes() {
  for (const name of ['strategy.d.ts', 'frame.d.ts'])
    renameSync(join(dist, '.types', name), join(dist, name));
  rmSync(join(dist, '.types'), { recursive: true });
}

function copyStyles() {
  for (const file of globSync([`${PAGE}/*.css`, `${DASHBOARDS}/**/*.css`], { cwd: root }))
    cpSync(join(root, file), join(dist, file.replace('src/', '')));
}

/** What "$schema" of a hive.config.json can point to. */
async function writeConfigSchema() {
  const { configJsonSchema } = await import('../dist/.modules/lib/config/config-keys.js');
  mkdirSync(join(dist, 'schema'));
  writeJson(join(dist, 'schema/hive.config.schema.json'), configJsonSchema());
}

/** What backtests are tied to: the same code gives the same results. */
function writeCodeVersion() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const hash = createHash('sha256');
  for (const file of globSync('lib/**/*.js', { cwd: modules }).sort())
    hash.update(readFileSync(join(modules, file)));
  writeJson(join(dist, 'code-version.json'), { version, code: hash.digest('hex').slice(0, 12) });
}

async function writeManifest() {
  const { Plugin } = await import('@oclif/core');
  const plugin = new Plugin({
    root,
    type: 'core',
    isRoot: true,
    ignoreManifest: true,
    errorOnManifestCreate: true,
  });
  await plugin.load();
  writeJson(manifestFile, plugin.manifest);
}

/** One for each command and topic of help, for `man hive` and `man hive-trade-tick`. */
async function writeManPages() {
  const { manPages } = await import('../dist/.modules/output/man/man-pages.js');
  const { version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const commands = Object.values(JSON.parse(readFileSync(manifestFile, 'utf8')).commands);
  const pages = manPages({ version, description, commands, date: buildDay() });
  rmSync(join(root, 'man'), { recursive: true, force: true });
  mkdirSync(join(root, 'man'));
  for (const [file, text] of Object.entries(pages)) writeFileSync(join(root, 'man', file), text);
}

/** SOURCE_DATE_EPOCH makes builds of one source alike (reproducible-builds.org). */
function buildDay() {
  const { SOURCE_DATE_EPOCH } = process.env;
  const made = SOURCE_DATE_EPOCH ? new Date(Number(SOURCE_DATE_EPOCH) * 1_000) : new Date();
  return made.toISOString().slice(0, 10);
}

function writeJson(file, value) {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
