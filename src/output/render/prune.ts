import type { PruneReport } from '../../lib/app/prune/prune.ts';
import { type Fact, facts } from './facts.ts';
import { plural } from './plural.ts';
import type { Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const FILES: Readonly<Record<keyof PruneReport['files'], string>> = {
  logs: 'Old files of the log',
  'run-days': 'Days of runs',
  temps: 'Left-over temps',
  repairs: 'Torn ends of the journal',
  reports: 'Reports',
};

const ROWS: Readonly<Record<keyof PruneReport['rows'], string>> = {
  bars: 'Bars shorter than a day',
  fetches: 'Notes on where bars came from',
  samples: 'Samples',
  cycles: 'Training cycles',
  equity: 'Points of equity',
  sweeps: 'Points of unfinished sweeps',
  runs: 'Backtests and sweeps',
};

const SHRUNK: Readonly<Record<PruneReport['store']['shrunk'], string>> = {
  'not-needed': '',
  done: ', free room given back to the disk',
  rewrite: '',
  rewritten: ', written anew',
  'no-room': '; writing it anew would need more room or a quiet moment',
};

/** What went, or would go, and how large the store is now. */
export function renderPrune({ dryRun, files, rows, store, bound }: PruneReport, { width }: Screen): string {
  const gone: Fact[] = [
    ...entries(files).flatMap(([part, { files: count, bytes }]): Fact[] =>
      count === 0 ? [] : [[FILES[part], `${plural(count, 'file')}, ${megabytes(bytes)}`]],
    ),
    ...entries(rows).flatMap(([name, count]): Fact[] =>
      count === 0 ? [] : [[ROWS[name], count.toLocaleString('en-US')]],
    ),
  ];
  const size = `The store has ${megabytes(store.bytesAfter)}, of which ${megabytes(store.freeBytes)} are free to be used again${SHRUNK[store.shrunk]}.`;
  const limits = `With these settings a home takes at most ${megabytes(bound.yearBytes)} after a year, and its journal grows by at most ${megabytes(bound.foreverBytesADay)} a day for ever: docs/disk.md.`;
  const after = `${wrap(size, width)}\n${wrap(limits, width)}`;
  if (gone.length === 0) return `Nothing is older than it is kept.\n${after}`;
  return `${dryRun ? 'Would go:' : 'Gone:'}\n${facts(gone, { width, indent: 2 })}\n${after}`;
}

const entries = <K extends string, V>(of: Readonly<Record<K, V>>) => Object.entries(of) as [K, V][];

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
