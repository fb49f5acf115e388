import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { type LockEntry, nameAt, runtimeTree } from '../../scripts/package/runtime-tree.ts';
import { projectRoot } from '../support/cli.ts';
import { projectLock } from '../support/packed-project.ts';
import { nodesOf, sourceFiles } from './source-files.ts';

/** Licences that ask for no more than their text to be kept: https://spdx.org/licenses. */
const LICENCES = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
]);
const FLOOR = '22.18.0';
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

const text = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
const project = JSON.parse(text('package.json'));
const tree = runtimeTree(projectLock);
const manifests = [...tree.keys()].map(place => ({
  place,
  manifest: JSON.parse(text(join(place, 'package.json'))),
}));

describe('what a user installs', () => {
  it('is what lies in node_modules', () => {
    assert.ok(tree.size > 100);
    for (const { place, manifest } of manifests) {
      assert.equal(manifest.version, tree.get(place)!.version, place);
      assert.equal(manifest.name, nameAt(place));
    }
  });

  it('runs nothing while it is installed', () => {
    for (const { place, manifest } of manifests) {
      assert.notEqual(tree.get(place)!.hasInstallScript, true, place);
      for (const script of ['preinstall', 'install', 'postinstall'])
        assert.equal(manifest.scripts?.[script], undefined, `${script} of ${place}`);
      // npm builds a package with such a file although it names no script.
      assert.ok(!existsSync(join(projectRoot, place, 'binding.gyp')), place);
    }
  });

  it('comes from the registry with a hash, and names no address', () => {
    for (const [place, entry] of tree) {
      assert.match(entry.integrity ?? '', /^sha512-[\w+/]{86}==$/, place);
      assert.equal(entry.resolved, undefined, place);
      assert.match(entry.version, EXACT, place);
      // `npm:name@range` is another name for a package of the registry.
      for (const [name, range] of Object.entries(wants(entry)))
        assert.doesNotMatch(
          range.replace(/^npm:(?:@[\w.-]+\/)?[\w.-]+@/, ''),
          /[:/]/,
          `${place} wants ${name} from ${range}`,
        );
    }
  });

  it('has licences that may be used', () => {
    for (const { place, manifest } of manifests)
      assert.ok(isAllowed(licenceOf(manifest)), `${place}: ${licenceOf(manifest)}`);
  });

  it('runs under every Node that HIVE runs under', () => {
    assert.equal(project.engines.node, `>=${FLOOR}`);
    for (const [place, { engines }] of tree)
      for (const version of [FLOOR, '24.0.0', '26.0.0'])
        assert.ok(admits(engines?.node ?? '*', version), `${place} wants Node ${engines?.node}`);
  });
});

describe('the dependencies of the project', () => {
  it('are exact versions of the registry', () => {
    for (const kind of ['dependencies', 'devDependencies', 'peerDependencies'])
      for (const [name, version] of Object.entries<string>(project[kind])) {
        const [, aliased] = /^npm:[\w@/-]+@(.+)$/.exec(version) ?? [];
        assert.match(aliased ?? version, EXACT, name);
      }
  });

  it('are all imported by the sources, and the sources import no others', () => {
    const imported = new Set(sourceFiles.flatMap(file => [...importsOf(file.tree)]));
    assert.deepEqual([...imported].sort(), Object.keys(project.dependencies).sort());
  });

  it('that are optional peers are looked for by name in one file, and never imported', () => {
    const peers = Object.keys(project.peerDependencies);
    assert.deepEqual(Object.keys(project.peerDependenciesMeta), peers);
    for (const peer of peers) {
      assert.equal(project.peerDependenciesMeta[peer].optional, true);
      const naming = sourceFiles.filter(({ tree: file }) => file.text.includes(`'${peer}'`));
      assert.deepEqual(
        naming.map(({ path }) => path),
        ['src/lib/frame/danfo/load-danfo.ts'],
      );
    }
  });
});

describe('the lock file', () => {
  it('names no host but those of who asks for money', () => {
    assert.deepEqual(addressesOf(JSON.parse(text('package-lock.json'))), []);
  });

  it('of the example names the one address that danfo.js wants, and not as where something comes from', () => {
    const lock = JSON.parse(text('examples/danfojs/package-lock.json'));
    const { xlsx } = lock.packages['node_modules/danfojs-node'].dependencies;
    assert.deepEqual(addressesOf(lock), [xlsx]);
    assert.match(lock.packages['node_modules/xlsx'].version, EXACT);
  });

  it('stays that way: npm is told to leave addresses out and to run no script', () => {
    for (const file of ['.npmrc', 'examples/danfojs/.npmrc']) {
      const settings = text(file).split('\n');
      assert.ok(settings.includes('omit-lockfile-registry-resolved=true'), file);
      assert.ok(settings.includes('ignore-scripts=true'), file);
    }
  });
});

/** All texts of a lock file that look like an address, but for those under `funding`. */
function addressesOf(value: unknown): string[] {
  if (typeof value === 'string') return /:\/\//.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === 'funding' ? [] : addressesOf(part)));
}

const wants = ({ dependencies, optionalDependencies, peerDependencies }: LockEntry) => ({
  ...peerDependencies,
  ...dependencies,
  ...optionalDependencies,
});

/** The SPDX expression; packages of before 2015 have `licenses: [{type}]` instead, any of which one may choose. */
function licenceOf({ license, licenses }: { license?: unknown; licenses?: unknown }): string {
  const nameOf = (value: unknown) =>
    typeof value === 'string' ? value : String((value as { type?: unknown } | undefined)?.type);
  return Array.isArray(licenses) && license === undefined
    ? `(${licenses.map(nameOf).join(' OR ')})`
    : nameOf(license);
}

/** One of what is offered by OR must do, with all that it joins by AND. */
const isAllowed = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some(choice => choice.split(' AND ').every(licence => LICENCES.has(licence.trim())));

/** Whether a range of `engines` admits a version: comparators, carets and tildes, joined by blanks and `||`. */
function admits(range: string, version: string): boolean {
  return range.split('||').some(part =>
    part
      .trim()
      .replaceAll(/([<>=^~]+)\s+/g, '$1')
      .split(/\s+/)
      .every(comparator => satisfies(comparator, numbersOf(version))),
  );
}

function satisfies(comparator: string, version: readonly number[]): boolean {
  const [, sign = '', text = ''] = /^([<>=^~]*)v?(.*)$/.exec(comparator) ?? [];
  if (text === '' || text === '*' || text === 'x') return true;
  const wanted = numbersOf(text);
  const order = compare(version, wanted);
  if (sign === '>=') return order >= 0;
  if (sign === '>') return order > 0;
  if (sign === '<') return order < 0;
  if (sign === '<=') return order <= 0;
  const same = sign === '^' ? 1 : sign === '~' ? 2 : text.split('.').length;
  return order >= 0 && version.slice(0, same).every((part, at) => part === wanted[at]);
}

const numbersOf = (version: string): number[] =>
  [0, 1, 2].map(at => Number.parseInt(version.split('.')[at] ?? '0', 10) || 0);

const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((part, at) => part - b[at]!).find(difference => difference !== 0) ?? 0;

/** Names of packages that a file imports, `@koa/router` for `@koa/router/lib`. */
function* importsOf(tree: ts.SourceFile): Generator<string> {
  for (const node of nodesOf(tree)) {
    const name = specifierOf(node);
    if (name === null || /^[./]/.test(name) || name.startsWith('node:')) continue;
    if (builtinModules.includes(name)) continue;
    yield name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/');
  }
}

function specifierOf(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    return node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)
      ? node.moduleSpecifier.text
      : null;
  const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const [argument] = isImport ? node.arguments : [];
  return argument && ts.isStringLiteral(argument) ? argument.text : null;
}
