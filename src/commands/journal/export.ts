import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import { timeFlag } from '../../flags.ts';

export default class JournalExport extends HiveCommand<typeof JournalExport> {
  static override readonly schemaName = 'journal-export';
  static override summary = 'Write the records of the journal, or its fills for tax software.';
  static override description =
    'jsonl: records as they are, one a line; without a filter it is the journal itself, and its chain can be ' +
    'verified. csv: one row a fill, in dollars and coins, exact. The columns are explained in docs/audit.md.';
  static override examples = [
    { description: 'All records', command: '<%= config.bin %> journal export --out journal.jsonl' },
    {
      description: 'The fills of a year, for tax software',
      command:
        '<%= config.bin %> journal export --format csv --from 2026-01-01 --to 2027-01-01 --out 2026.csv',
    },
    {
      description: 'Why each symbol was or was not traded',
      command: "<%= config.bin %> journal export --types TICK | jq -c '.data.outcomes'",
    },
  ];
  static override flags = {
    format: Flags.string({ options: ['jsonl', 'csv'], default: 'jsonl', summary: 'jsonl or csv.' }),
    types: Flags.string({ helpValue: 'LIST', summary: 'Only these types of records: DECISION,TICK.' }),
    from: timeFlag({ summary: 'From this moment on.' }),
    to: timeFlag({ summary: 'Up to this moment, exclusive.' }),
    out: Flags.string({ helpValue: 'FILE', summary: 'File to write, instead of stdout.' }),
  };

  protected override async work() {
    const { format, types, from, to, out } = this.flags;
    const app = await this.app();
    const { report, text } = await app.journalExport({
      format: format === 'csv' ? 'csv' : 'jsonl',
      types: types === undefined ? null : types.split(',').map(type => type.trim()),
      fromMs: from,
      toMs: to,
      out: out ?? null,
    });
    const said = `Wrote ${report.rows} ${format === 'csv' ? 'fills' : 'records'} to ${report.out}.`;
    return { data: report, text: report.out === null ? text : said };
  }
}
