import { setTimeout as sleep } from 'node:timers/promises';
import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import { timeFlag } from '../flags.ts';
import type { HomeLogs, ShownLogs } from '../lib/app/logs/home-logs.ts';
import { usageError } from '../lib/core/errors.ts';
import { JOBS, type JobName } from '../lib/core/job.ts';
import { LOG_LEVELS, type LogLevel } from '../lib/core/log-level.ts';

const LOOK_EVERY_MS = 250;

export default class Logs extends HiveCommand<typeof Logs> {
  static override readonly schemaName = 'logs';
  static override summary = 'Show what the hive did, and follow what it does.';
  static override description =
    'The lines of logs/hive.log, the files that were moved aside among them: one for each run of a job, for what people ' +
    'did, and for the server. The file itself has one JSON object a line, for tools. See docs/logs.md.';
  static override examples = [
    { description: 'The last twenty lines', command: '<%= config.bin %> logs' },
    {
      description: 'What comes from now on, after the last five',
      command: '<%= config.bin %> logs -f --last 5',
    },
    {
      description: 'What went wrong since a day',
      command: '<%= config.bin %> logs --level warn --since 2026-11-22 --last 1000',
    },
    { description: 'Ticks alone, for a script', command: '<%= config.bin %> logs --job tick --json' },
    { description: 'Trades', command: '<%= config.bin %> logs --trades' },
  ];
  static override flags = {
    follow: Flags.boolean({ char: 'f', summary: 'Go on with what is written, until Ctrl-C.' }),
    last: Flags.integer({ default: 20, min: 0, helpValue: 'N', summary: 'How many of the newest lines.' }),
    job: Flags.option({ options: JOBS })({ summary: 'Only runs of this job.' }),
    level: Flags.option({ options: LOG_LEVELS })({ summary: 'Only lines as grave as this, or graver.' }),
    trades: Flags.boolean({ exclusive: ['job', 'level'], summary: 'The log of trades instead.' }),
    since: timeFlag({ summary: 'Only lines from this moment on.' }),
  };

  protected override async work() {
    const { follow, last, trades, job, level, since: sinceMs } = this.flags;
    if (follow && this.jsonEnabled()) throw endless(this.paths[trades ? 'tradeLog' : 'hiveLog']);
    const { homeLogs } = await import('../lib/app/logs/home-logs.ts');
    const logs = homeLogs(this.paths, {
      kind: trades ? 'trades' : 'hive',
      job: job as JobName | undefined,
      level: level as LogLevel | undefined,
      sinceMs,
    });
    const data = logs.read(last);
    const outcome = { data, text: () => this.#text(data), warnings: warningsOf(data) };
    if (!follow) return outcome;
    await this.print(data.lines.length > 0 ? outcome : { ...outcome, text: '' });
    await this.#follow(logs);
    return null;
  }

  async #follow(logs: HomeLogs): Promise<void> {
    const stop = this.stopSignal();
    while (!stop.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => {});
      const data = logs.read(Number.MAX_SAFE_INTEGER);
      const text = data.lines.length > 0 ? () => this.#text(data) : '';
      await this.print({ data, text, warnings: warningsOf(data) });
    }
    logs.close();
  }

  async #text({ lines, file, total }: ShownLogs): Promise<string> {
    const { renderLogLine } = await import('../output/render/logs.ts');
    if (lines.length > 0) return lines.map(line => renderLogLine(line, this.terminal)).join('\n');
    return total > 0 ? '' : `Nothing of this kind is in ${file}.`;
  }
}

const warningsOf = ({ damaged, file }: ShownLogs): string[] =>
  damaged === 0 ? [] : [`${damaged} ${damaged === 1 ? 'line' : 'lines'} of ${file} could not be read.`];

const endless = (file: string) =>
  usageError({
    code: 'USAGE',
    message: '--json prints one document, and what is followed has no end.',
    next: `The file has one JSON object a line: tail -F ${file} | jq`,
  });
