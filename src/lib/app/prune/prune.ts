import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { HiveError } from '../../core/errors.ts';
import { freeBytes } from '../../store/files/free-space.ts';
import { isDiskFull, keepSpare, releaseSpare } from '../../store/files/spare-space.ts';
import type { StoreUpkeep } from '../../store/upkeep.ts';
import type { Adapters } from '../adapters.ts';
import { betweenCycles, betweenTicks } from '../patient-locks.ts';
import { makeStateFolder } from '../private-folders.ts';
import { cutoffsAt } from './cutoffs.ts';
import { type DiskBound, diskBound } from './disk-bound.ts';
import { FILE_PARTS, type FilePart, oldFiles, removeFile } from './old-files.ts';
import {
  countRows,
  type RowCounts,
  type Shrinking,
  shrinkStore,
  type TidyHooks,
  tidyRows,
} from './tidy-store.ts';

/** So that the store is written anew beside itself, and something is left. */
const REWRITE_TIMES = 2.5;

export interface PruneOptions {
  /** Only say what would go. */
  readonly dryRun: boolean;
}

export interface PruneReport {
  readonly dryRun: boolean;
  readonly files: Readonly<Record<FilePart, { readonly files: number; readonly bytes: number }>>;
  readonly rows: RowCounts;
  readonly store: {
    readonly bytesBefore: number;
    readonly bytesAfter: number;
    /** Within the file, to be used again. */
    readonly freeBytes: number;
    readonly shrunk: Shrinking | 'no-room' | 'rewritten';
  };
  /** With these settings; see docs/disk.md. */
  readonly bound: DiskBound;
}

/**
 * Removes what is older than the settings keep it: files first, which needs no room at all, then rows, in steps of
 * milliseconds; at last free room goes back to the disk where that is worth it. No training cycle runs meanwhile. Ticks
 * do: nothing that goes is read by one, and one that wants to write waits for a step. Killed at any point it has
 * removed less; run again it removes the rest.
 * @throws HiveError (busy) when a training cycle goes on for two minutes; (data) STORE_DAMAGED and the like.
 */
export async function prune(adapters: Adapters, { dryRun }: PruneOptions): Promise<PruneReport> {
  if (dryRun) return preview(adapters);
  const { paths } = adapters;
  makeStateFolder(paths);
  if (isDiskFull(paths.state)) releaseSpare(paths.spare);
  return betweenCycles(paths, () => tidy(adapters));
}

async function tidy(adapters: Adapters): Promise<PruneReport> {
  const { paths, clock, config } = adapters;
  const cutoffs = cutoffsAt(clock.now(), config);
  const files = filesOf(adapters);
  for (const file of files) removeFile(file);
  const counted = { dryRun: false, files: byPart(files), bound: diskBound(config) };
  if (!existsSync(paths.db)) return { ...counted, rows: countRows([]), store: NO_STORE };
  const upkeep = await adapters.upkeep({ readOnly: false });
  const hooks: TidyHooks = { pause: ms => sleep(ms), isFull: () => isDiskFull(paths.state) };
  try {
    const { bytes: bytesBefore } = upkeep.space();
    const rows = await tidyRows(upkeep, upkeep.chores(cutoffs), hooks);
    const shrunk = await shrinkStore(upkeep, hooks);
    const done = shrunk === 'rewrite' ? await rewritten(adapters, upkeep) : shrunk;
    upkeep.flush();
    keepSpare(paths.spare, paths.state);
    const { bytes: bytesAfter, freeBytes } = upkeep.space();
    return { ...counted, rows, store: { bytesBefore, bytesAfter, freeBytes, shrunk: done } };
  } finally {
    upkeep.close();
  }
}

/** A store that an older HIVE made: once, while no tick writes. A tick that comes meanwhile says that another one runs. */
async function rewritten({ paths }: Adapters, upkeep: StoreUpkeep): Promise<PruneReport['store']['shrunk']> {
  const { bytes } = upkeep.space();
  if (freeBytes(paths.state) < REWRITE_TIMES * bytes) return 'no-room';
  try {
    await betweenTicks(paths, async () => upkeep.rewrite());
    return 'rewritten';
  } catch (error) {
    // Somebody looks at it or trades all the time: the room within it is used again all the same.
    if (error instanceof HiveError && ['BUSY', 'STORE_BUSY', 'DISK_FULL'].includes(error.code))
      return 'no-room';
    throw error;
  }
}

async function preview(adapters: Adapters): Promise<PruneReport> {
  const { clock, config } = adapters;
  const upkeep = await adapters.upkeep({ readOnly: true });
  try {
    const { bytes, freeBytes } = upkeep.space();
    return {
      dryRun: true,
      files: byPart(filesOf(adapters)),
      bound: diskBound(config),
      rows: countRows(upkeep.chores(cutoffsAt(clock.now(), config))),
      store: { bytesBefore: bytes, bytesAfter: bytes, freeBytes, shrunk: 'not-needed' },
    };
  } finally {
    upkeep.close();
  }
}

const NO_STORE: PruneReport['store'] = { bytesBefore: 0, bytesAfter: 0, freeBytes: 0, shrunk: 'not-needed' };

const filesOf = ({ paths, clock, config }: Adapters) =>
  oldFiles({ paths, cutoffs: cutoffsAt(clock.now(), config), logFiles: config.logs.files });

function byPart(files: ReturnType<typeof oldFiles>): PruneReport['files'] {
  const sums = FILE_PARTS.map(part => {
    const own = files.filter(file => file.part === part);
    return [part, { files: own.length, bytes: own.reduce((sum, { bytes }) => sum + bytes, 0) }] as const;
  });
  return Object.fromEntries(sums) as PruneReport['files'];
}
