import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import type { DoctorReport } from '../lib/app/doctor/doctor.ts';
import { EXIT } from '../lib/core/errors.ts';

export default class Doctor extends HiveCommand<typeof Doctor> {
  static override readonly schemaName = 'doctor';
  static override summary = 'Check everything that trading rests on.';
  static override description =
    'Node, files, disk, locks, journal, switches, model, timers, keys, and with a broker its clock, account, ' +
    'buying power, coins, addresses for withdrawals and open orders. Changes nothing and sends no order. Exit ' +
    'code 3 when there is a problem; a warning is none.';
  static override examples = [
    { description: 'Check everything', command: '<%= config.bin %> doctor' },
    { description: 'Without a network', command: '<%= config.bin %> doctor --offline' },
    {
      description: 'What a monitor wants to know',
      command: `<%= config.bin %> doctor --json | jq -r '.data.checks[] | select(.state == "problem").seen'`,
    },
  ];
  static override flags = {
    offline: Flags.boolean({ summary: 'Ask nothing of a network.' }),
  };

  protected override async work() {
    const app = await this.app();
    const report = await app.doctor({ offline: this.flags.offline });
    return {
      data: report,
      text: () => this.#text(report),
      exitCode: report.problems > 0 ? EXIT.config : EXIT.done,
    };
  }

  async #text(report: DoctorReport): Promise<string> {
    const { renderDoctor } = await import('../output/render/doctor.ts');
    return renderDoctor(report, await this.screen());
  }
}
