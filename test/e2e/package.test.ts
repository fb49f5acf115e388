import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nameAt, runtimeTree } from '../../scripts/package/runtime-tree.ts';
import { billOfMaterials } from '../../scripts/package/sbom.ts';
import { projectRoot, tempHome } from '../support/cli.ts';
import { installed, type PackedProject, packedProject, projectLock } from '../support/packed-project.ts';
import { smallHome } from '../support/small-home.ts';

/** All that may be in the package. */
const ALLOWED = [
  /^bin\/(?:run|start)\.js$/,
  /^dist\/.+\.(?:js|css)$/,
  /^dist\/(?:strategy|frame)\.d\.ts$/,
  /^dist\/(?:code-version|schema\/hive\.config\.schema)\.json$/,
  /^docs\/(?:README|[a-z-]+)\.md$/,
  /^examples\/strategies\/[a-z-]+\.ts$/,
  /^man\/hive[a-z-]*\.[17]$/,
  /^(?:README|CHANGELOG|SECURITY)\.md$/,
  /^(?:LICENSE|package\.json|npm-shrinkwrap\.json|oclif\.manifest\.json|sbom\.cdx\.json)$/,
];
/** What must be in it, beside what its package.json and its pages name. */
const NEEDED = ['LICENSE', 'README.md', 'CHANGELOG.md', 'SECURITY.md', 'sbom.cdx.json', 'docs/commands.md'];
/** What a page may link to although only the project's repository has it. */
const OF_REPOSITORY =
  /^(?:docs\/(?:decisions|images)\/|(?:ARCHITECTURE|CONTRIBUTING)\.md|Dockerfile|examples\/danfojs\/|test\/|bench\/)/;
/** Names of what a module imports, its own files left out: at its head, or when it is needed. */
const IMPORTED =
  /^(?:import|export)\b(?:[^;\n]* from)? ["']([^./"'][^"']*)["'];|\bimport\(["']([^./"'][^"']*)["']\)/gm;
const PACKED_LIMIT = 1_500_000;
const UNPACKED_LIMIT = 12_000_000;

describe('the package', function () {
  this.timeout(300_000);
  let packed: PackedProject;
  before(() => {
    packed = packedProject();
  });
  const read = (file: string) => readFileSync(join(packed.folder, file), 'utf8');
  const readJson = (file: string) => JSON.parse(read(file));
  const tree = runtimeTree(projectLock);

  it('holds what runs, its pages and its papers, and nothing else', () => {
    assert.deepEqual(
      packed.files.filter(file => !ALLOWED.some(pattern => pattern.test(file))),
      [],
    );
    assert.deepEqual(
      NEEDED.filter(file => !packed.files.includes(file)),
      [],
    );
  });

  const scripts = () => packed.files.filter(file => /^dist\/.*\.js$/.test(file));

  it('holds the build of source files, together or one by one, and no file that was there before', () => {
    const sourceOf = (file: string) => file.replace(/^dist/, 'src').replace(/\.js$/, '.ts');
    const own = scripts().filter(file => !file.startsWith('dist/chunks/'));
    assert.ok(own.length > 150);
    assert.deepEqual(
      own.filter(file => !existsSync(join(projectRoot, sourceOf(file)))),
      [],
    );
    const texts = scripts().map(read);
    const isImported = (chunk: string) => texts.some(text => text.includes(`/${basename(chunk)}"`));
    assert.deepEqual(
      scripts().filter(file => file.startsWith('dist/chunks/') && !isImported(file)),
      [],
    );
  });

  it('imports no library that it does not name', () => {
    const { dependencies, peerDependencies } = readJson('package.json');
    const named = Object.keys({ ...dependencies, ...peerDependencies });
    const imported = scripts().flatMap(file => [...read(file).matchAll(IMPORTED)]);
    const libraries = new Set(imported.map(([, early, late]) => (early ?? late)!));
    assert.ok(libraries.size > 5);
    const isNamed = (name: string) => named.some(each => name === each || name.startsWith(`${each}/`));
    assert.deepEqual(
      [...libraries].filter(name => !name.startsWith('node:') && !isNamed(name)),
      [],
    );
  });

  it('is small', () => {
    const unpacked = packed.files.map(file => statSync(join(packed.folder, file)).size);
    const total = unpacked.reduce((sum, size) => sum + size, 0);
    assert.ok(statSync(packed.tarball).size < PACKED_LIMIT, `${statSync(packed.tarball).size} bytes`);
    assert.ok(total < UNPACKED_LIMIT, `${total} bytes unpacked`);
  });

  it('may be published, and asks for nothing that only the sources have', () => {
    const own = readJson('package.json');
    const project = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    for (const key of ['private', 'workspaces', 'scripts', 'devDependencies', 'files'])
      assert.equal(own[key], undefined, key);
    for (const key of ['name', 'version', 'engines', 'bin', 'exports', 'oclif', 'dependencies'])
      assert.deepEqual(own[key], project[key], key);
  });

  it('has what its package.json names', () => {
    const { bin, exports, man = [] } = readJson('package.json');
    const named = [bin.hive, ...man, ...Object.values<object | string>(exports).flatMap(targetsOf)];
    assert.ok(named.length > 4);
    for (const file of named) assert.ok(packed.files.includes(file.slice(2)), file);
  });

  it('has pages that link to what it has, or to what only the repository has', () => {
    for (const page of packed.files.filter(file => file.endsWith('.md')))
      for (const [, link] of read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)) {
        const target = join(dirname(page), link!);
        assert.ok(packed.files.includes(target) || OF_REPOSITORY.test(target), `${page} links to ${link}`);
      }
  });

  it('pins the tree that is tested here, and only that', () => {
    const { packages } = readJson('npm-shrinkwrap.json');
    const { '': root, ...others } = packages;
    assert.deepEqual(root.dependencies, readJson('package.json').dependencies);
    assert.deepEqual(Object.keys(others), [...tree.keys()]);
    for (const [place, entry] of tree) {
      assert.equal(others[place].version, entry.version, place);
      assert.equal(others[place].integrity, entry.integrity, place);
      assert.equal(others[place].resolved, undefined, place);
      assert.equal(others[place].dev, undefined, place);
    }
  });

  it('says what it is made of: every package of the lock file, once, as it is there', () => {
    const { components, metadata } = readJson('sbom.cdx.json');
    const named = (name: string, version: string) => `${name}@${version}`;
    const listed = components.map((part: { name: string; version: string }) =>
      named(part.name, part.version),
    );
    const wanted = new Set([...tree].map(([place, entry]) => named(nameAt(place), entry.version)));
    assert.deepEqual(listed.toSorted(), [...wanted].sort());
    assert.equal(metadata.component['bom-ref'], `hive-trade@${readJson('package.json').version}`);
  });

  it('says so in the same bytes whoever makes it, without a place or a moment', () => {
    const bill = read('sbom.cdx.json');
    assert.equal(billOfMaterials(packed.folder, 'hive-trade'), bill);
    assert.doesNotMatch(bill, /timestamp|file:|:\/\/(?!cyclonedx\.org)/);
    assert.ok(!bill.includes(dirname(packed.folder)) && !bill.includes(projectRoot));
    assert.match(
      JSON.parse(bill).serialNumber,
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  // Last: it takes the unpacked folder away.
  it('runs where it is installed, from any folder, with nothing else around', () => {
    const hive = installed(packed);
    const cwd = join(tempHome(), 'a folder');
    mkdirSync(cwd);
    const run = (...args: string[]) => {
      const env = { HOME: cwd, PATH: '/usr/bin:/bin' };
      const { status, stdout, stderr } = spawnSync(process.execPath, [hive, ...args], {
        ...{ cwd, env },
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
      return stdout;
    };
    assert.match(run('--version'), /^hive-trade\/\d+\.\d+\.\d+ /);
    assert.match(run('doctor', '--offline'), /ok +Node/);
    const config = join(smallHome(), 'hive.config.json');
    assert.match(run('demo', '--days', '4', '--config', config), /What came of it/);
    assert.match(run('journal', 'verify', '--home', join(cwd, 'hive-demo')), /./);
  });
});

const targetsOf = (target: object | string): string[] =>
  typeof target === 'string' ? [target] : Object.values(target);
