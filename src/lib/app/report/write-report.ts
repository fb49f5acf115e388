import { extname, join } from 'node:path';
import { usageError } from '../../core/errors.ts';
import type { HomePaths } from '../home.ts';
import type { ReportOutput } from '../schemas/report.ts';

export const REPORT_FORMATS = ['markdown', 'html', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** How a report is written in each format. */
export type ReportWriters = Readonly<Record<ReportFormat, (report: ReportOutput) => Promise<string>>>;

const FORMAT_OF: Readonly<Record<string, ReportFormat>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.json': 'json',
};

/** The format that the ending of a file's name stands for. @throws HiveError (usage) for any other ending. */
export function formatOf(file: string): ReportFormat {
  const format = FORMAT_OF[extname(file).toLowerCase()];
  if (format) return format;
  throw usageError({
    code: 'USAGE',
    message: `The ending of "${file}" is no format of a report.`,
    next: 'Use .md, .html or .json.',
  });
}

/** The two files of a report in the home. */
export const reportFiles = ({ reports }: Pick<HomePaths, 'reports'>, { name }: Pick<ReportOutput, 'name'>) =>
  [join(reports, `${name}.md`), join(reports, `${name}.html`)] as const;

/**
 * Writes files as a whole, for their owner only; the same report gives the same bytes.
 * @throws HiveError (data or config) when one cannot be written
 */
export async function writeReport(
  report: ReportOutput,
  files: readonly string[],
  writers: ReportWriters,
): Promise<void> {
  const { atomicWrite } = await import('../../store/files/atomic-write.ts');
  for (const file of files) atomicWrite(file, await writers[formatOf(file)](report));
}
