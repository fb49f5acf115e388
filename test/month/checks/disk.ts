import { bytesAfter, diskParts, UNIT } from '../../../src/lib/app/prune/disk-bound.ts';
import type { Config } from '../../../src/lib/config/schema.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { type EntryType, isEntry, type TimedEntry } from '../../../src/lib/journal/entry.ts';
import type { Life } from '../life.ts';
import { type Check, kept } from './check.ts';

/** Which files make up what docs/disk.md bounds. */
const PARTS: readonly { readonly files: RegExp; readonly bounds: readonly string[] }[] = [
  { files: /^state\//, bounds: ['store, empty', 'bars', 'samples', 'training cycles', 'equity'] },
  { files: /^models$/, bounds: ['models'] },
  { files: /^logs\/hive\.log/, bounds: ['log'] },
  { files: /^logs\/runs$/, bounds: ['runs'] },
  { files: /^logs\/reports\//, bounds: ['reports'] },
];

const JOURNAL = 'state/journal.jsonl';
const MEGABYTE = 1_000_000;

type Sizes = Readonly<Record<string, number>>;

/** After each daily prune, every part of the home is within the bound of docs/disk.md. */
export function diskHolds({ pruned }: Life, config: Config, bornMs: number): Check {
  const parts = diskParts(config);
  const broken = pruned.flatMap(({ atMs, sizes }) => {
    const days = (atMs - bornMs) / DAY_MS;
    return PARTS.flatMap(({ files, bounds }) => {
      const bytes = sumOf(sizes, name => files.test(name) && name !== JOURNAL);
      const bound = parts
        .filter(({ name }) => bounds.includes(name))
        .reduce((sum, part) => sum + bytesAfter(part, days), 0);
      return bytes <= bound
        ? []
        : [`${files} on day ${days.toFixed(1)}: ${megabytes(bytes)}, bound ${megabytes(bound)}`];
    });
  });
  const last = pruned.at(-1)?.sizes ?? {};
  const seen = `${pruned.length} times after a prune; at the last ${megabytes(sumOf(last, name => name !== JOURNAL))} beside the journal`;
  return kept('bound of the disk', seen, broken);
}

/** The journal takes what the formula of docs/disk.md says of its ticks, decisions and orders. */
export function journalIsSmall(bytes: number, entries: readonly TimedEntry[], days: number): Check {
  const count = (type: EntryType) => entries.filter(entry => isEntry(entry, type)).length;
  const [ticks, decisions, orders] = [count('TICK'), count('DECISION'), count('INTENT')];
  // One decision for the account and one for the control arm.
  const bound =
    ticks * UNIT.tickRecord +
    (decisions / 2) * UNIT.decision +
    orders * UNIT.order +
    Math.ceil(days) * UNIT.judgedDay;
  const seen = `${megabytes(bytes)} for ${ticks} ticks, ${decisions} decisions and ${orders} orders, bound ${megabytes(bound)}`;
  return kept('size of the journal', seen, bytes <= bound ? [] : [seen]);
}

const sumOf = (sizes: Sizes, isOf: (name: string) => boolean): number =>
  Object.entries(sizes).reduce((sum, [name, bytes]) => sum + (isOf(name) ? bytes : 0), 0);

const megabytes = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(1)} MB`;
