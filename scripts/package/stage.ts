import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Manifest, publishedManifest, shrinkwrapOf } from './manifest.ts';
import { npm } from './npm.ts';
import type { Lock } from './runtime-tree.ts';
import { billOfMaterials } from './sbom.ts';

/** What npm takes along without being told. */
const ALWAYS = ['README.md', 'LICENSE'];

export interface PackOptions {
  /** The project's folder, built. */
  readonly root: string;
  /** Where the package is put together; emptied first. */
  readonly stage: string;
}

/**
 * Puts the published package together in `stage` and packs it there.
 * @returns The path of the tarball.
 * @throws Error when the project is not built.
 */
export function packProject({ root, stage }: PackOptions): string {
  if (!existsSync(join(root, 'oclif.manifest.json'))) throw new Error('Not built yet: run npm run build');
  const project: Manifest = readJson(join(root, 'package.json'));
  rmSync(stage, { recursive: true, force: true });
  for (const file of filesOf(root, project.files)) copy(root, stage, file);
  const man = globSync('man/*.[17]', { cwd: stage }).sort();
  const published = publishedManifest(project, man);
  writeJson(join(stage, 'package.json'), published);
  writeJson(
    join(stage, 'npm-shrinkwrap.json'),
    shrinkwrapOf(readJson<Lock>(join(root, 'package-lock.json')), published),
  );
  writeFileSync(join(stage, 'sbom.cdx.json'), billOfMaterials(stage, project.name));
  const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts'], stage));
  return join(stage, packed.filename);
}

/** Plain files that the patterns of `files` in package.json name; a folder means all that is in it. */
function filesOf(root: string, patterns: readonly string[]): string[] {
  const named = [...patterns.map(pattern => pattern.replace(/^\//, '')), ...ALWAYS];
  return named.flatMap(pattern =>
    globSync([pattern, `${pattern}/**`], { cwd: root, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => relative(root, join(entry.parentPath, entry.name))),
  );
}

function copy(root: string, stage: string, file: string): void {
  mkdirSync(dirname(join(stage, file)), { recursive: true });
  cpSync(join(root, file), join(stage, file));
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8'));

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
