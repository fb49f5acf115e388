import { type Lock, type LockEntry, runtimeTree } from './runtime-tree.ts';

/** What of the project's package.json is of use to who installs it. */
const KEPT = [
  'name',
  'version',
  'description',
  'keywords',
  'license',
  'type',
  'engines',
  'bin',
  'exports',
  'oclif',
  'dependencies',
  'peerDependencies',
  'peerDependenciesMeta',
] as const;

export type Manifest = Readonly<Record<string, unknown>> & {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
};

/**
 * The published package.json: without workspace, scripts and dev dependencies, and not private.
 * @param manPages - Their paths from the folder of the package.
 */
export function publishedManifest(project: Manifest, manPages: readonly string[]): Record<string, unknown> {
  const kept = KEPT.filter(key => project[key] !== undefined).map(key => [key, project[key]]);
  const man = manPages.length > 0 ? [['man', manPages.map(page => `./${page}`)]] : [];
  return Object.fromEntries([...kept, ...man]);
}

/** What npm itself keeps of a package in the first entry of a lock file. */
const OF_ROOT = [
  'name',
  'version',
  'license',
  'engines',
  'bin',
  'dependencies',
  'peerDependencies',
  'peerDependenciesMeta',
];

/**
 * npm-shrinkwrap.json of the published package: who installs it gets the very tree that was tested, version by version
 * and hash by hash.
 */
export function shrinkwrapOf(lock: Lock, published: Readonly<Record<string, unknown>>) {
  const root = Object.fromEntries(
    OF_ROOT.filter(key => published[key] !== undefined).map(key => [key, published[key]]),
  );
  const packages: Record<string, unknown> = { '': root };
  for (const [place, entry] of runtimeTree(lock)) packages[place] = withoutMarks(entry);
  const { name, version } = published;
  return { name, version, lockfileVersion: lock.lockfileVersion, requires: true, packages };
}

/** `dev` and `devOptional` say how a package stands in the project; in what is published it stands otherwise. */
function withoutMarks(entry: LockEntry): Partial<LockEntry> {
  return Object.fromEntries(
    Object.entries(entry).filter(([key]) => key !== 'dev' && key !== 'devOptional'),
  ) as Partial<LockEntry>;
}
