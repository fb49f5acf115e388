/** One package of a lock file of npm, as far as it is read here. */
export interface LockEntry {
  readonly name?: string;
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface Lock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/** What a user installs: where each package lies (`node_modules/koa`) and what the lock file says of it, by place. */
export function runtimeTree(lock: Lock): ReadonlyMap<string, LockEntry> {
  const found = new Map<string, LockEntry>();
  const waiting = [''];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const { name, isOptional } of wantedBy(lock.packages[from]!)) {
      const place = nearestPlace(lock, from, name);
      if (place === null && isOptional) continue;
      if (place === null)
        throw new Error(`The lock file lacks ${name}, which ${from || 'the project'} needs.`);
      if (found.has(place)) continue;
      found.set(place, lock.packages[place]!);
      waiting.push(place);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Name of the package at a place: the text behind the last `node_modules/`. */
export const nameAt = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 13);

function wantedBy(entry: LockEntry): { name: string; isOptional: boolean }[] {
  const named = (names: object | undefined, isOptional: (name: string) => boolean) =>
    Object.keys(names ?? {}).map(name => ({ name, isOptional: isOptional(name) }));
  return [
    ...named(entry.dependencies, () => false),
    ...named(entry.optionalDependencies, () => true),
    ...named(entry.peerDependencies, name => entry.peerDependenciesMeta?.[name]?.optional === true),
  ];
}

/** Where Node would find `name` for a file of the package at `from`: in its own node_modules, then outwards. */
function nearestPlace({ packages }: Lock, from: string, name: string): string | null {
  for (let folder = from; ; folder = outwards(folder)) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[place]) return place;
    if (folder === '') return null;
  }
}

function outwards(folder: string): string {
  const end = folder.lastIndexOf('node_modules/');
  return end <= 0 ? '' : folder.slice(0, end - 1);
}
