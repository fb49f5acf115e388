import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { PingChange } from '../../lib/app/alerts/manage.ts';
import { jobNamed } from '../../lib/app/alerts/words.ts';
import { JOBS } from '../../lib/core/job.ts';

export default class AlertsPing extends HiveCommand<typeof AlertsPing> {
  static override readonly schemaName = 'alerts-ping';
  static override summary = 'Let a job say to a health check that it runs, and how it ended.';
  static override description =
    'A health check elsewhere alarms you when a job does not come any more, which nothing on a machine that is off ' +
    'can do. The job is pinged as healthchecks.io has it: ADDRESS/start, then ADDRESS, or ADDRESS/CODE with the exit ' +
    'code when it failed. Asks for the address without showing it.';
  static override examples = [
    { description: 'The ticks', command: '<%= config.bin %> alerts ping tick' },
    {
      description: 'The cycles, from a file',
      command: '<%= config.bin %> alerts ping cycle --from-stdin < address.txt',
    },
    { description: 'No more', command: '<%= config.bin %> alerts ping tick --remove' },
  ];
  static override args = {
    job: Args.string({ required: true, options: [...JOBS], description: 'The job.' }),
  };
  static override flags = {
    remove: Flags.boolean({ exclusive: ['from-stdin'], summary: 'Ping no more.' }),
    'from-stdin': Flags.boolean({ summary: 'Read the address from stdin.' }),
  };

  protected override async work() {
    const app = await this.app();
    const { remove, 'from-stdin': fromStdin } = this.flags;
    const job = jobNamed(this.args.job);
    const address = remove ? null : () => this.secretLine(`Address to ping for ${job}: `, fromStdin);
    const change = await app.alertsPing({ job, address });
    return { data: change, text: textOf(change) };
  }
}

const textOf = ({ job, host, file }: PingChange): string =>
  host === null ? `The ${job} pings nobody.` : `Each ${job} pings ${host}, as ${file} says.`;
