import type { BackupReport } from '../../lib/app/backup/backup.ts';
import type { RestoreReport } from '../../lib/app/backup/restore.ts';
import { type Fact, facts } from './facts.ts';
import { plural } from './plural.ts';
import type { Screen } from './screen.ts';

const size = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

const journalFact = ({ journal }: Pick<BackupReport, 'journal'>): Fact => [
  'Journal',
  journal === null ? 'none yet' : `${plural(journal.seq, 'record')}, the last at ${journal.lastAt}`,
];

export function renderBackup(report: BackupReport, { width }: Screen): string {
  const { file, bytes, files, tickHeldMs, removed } = report;
  const pairs: Fact[] = [
    ['Backup', file],
    ['Holds', `${plural(files, 'file')}, ${size(bytes)}; read back and checked`],
    journalFact(report),
    ['Ticks', `none could begin for ${tickHeldMs}ms`],
    ...removed.map((name): Fact => ['Removed', name]),
  ];
  return facts(pairs, { width });
}

export function renderRestore(report: RestoreReport, { width }: Screen): string {
  const { file, at, version, mode, files, bytes, home } = report;
  const pairs: Fact[] = [
    ['Backup', `${file}, made ${at} by HIVE ${version}, mode ${mode}`],
    ['Holds', `${plural(files, 'file')}, ${size(bytes)}; every byte, record and page checked`],
    journalFact(report),
    ...(home === null ? [] : ([['Home', home]] as Fact[])),
  ];
  return home === null ? facts(pairs, { width }) : `${facts(pairs, { width })}\n\n${NEXT}`;
}

const NEXT = [
  'Trading is halted there. More may have been traded since the backup was made:',
  '  1. hive trade audit    compares the journal with the broker',
  '  2. hive trade resume --reason TEXT',
].join('\n');
