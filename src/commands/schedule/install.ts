import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import { parseCredential, parseInstance } from '../../lib/app/schedule/install-flags.ts';
import type { InstallReport } from '../../lib/app/schedule/install-plan.ts';

export default class ScheduleInstall extends HiveCommand<typeof ScheduleInstall> {
  static override readonly schemaName = 'schedule-install';
  static override summary = 'Let cron or systemd run the hive.';
  static override description =
    'Shows everything first and asks. With cron it is a block of its own in your crontab; with systemd, units and ' +
    'timers, hardened, with the dashboards as a service. Run it again when settings, Node or HIVE have moved. See ' +
    'docs/scheduling.md.';
  static override examples = [
    { description: 'See what would be done', command: '<%= config.bin %> schedule install --cron --dry-run' },
    { description: 'With cron', command: '<%= config.bin %> schedule install --cron' },
    {
      description: 'With systemd, as your own user, without a question',
      command: '<%= config.bin %> schedule install --systemd --yes',
    },
    {
      description: 'With systemd, for a server nobody logs in to',
      command: 'sudo <%= config.bin %> schedule install --systemd --system --home /srv/hive',
    },
  ];
  static override flags = {
    cron: Flags.boolean({ exactlyOne: ['cron', 'systemd'], summary: 'In the crontab of this user.' }),
    systemd: Flags.boolean({ exactlyOne: ['cron', 'systemd'], summary: 'As units and timers of systemd.' }),
    system: Flags.boolean({
      dependsOn: ['systemd'],
      summary: 'Units of the machine (by root), which run as the owner of the home.',
    }),
    instance: Flags.string({
      dependsOn: ['systemd'],
      helpValue: 'NAME',
      parse: async text => parseInstance(text),
      summary: 'Name in the units, to tell a second home apart.',
    }),
    serve: Flags.boolean({
      allowNo: true,
      aliases: ['with-serve'],
      dependsOn: ['systemd'],
      summary: 'Also run hive serve as a service; systemd does unless told not to.',
    }),
    port: Flags.integer({
      dependsOn: ['systemd'],
      min: 1,
      max: 65_535,
      helpValue: 'N',
      summary: 'Port of the dashboards, instead of 8787.',
    }),
    credential: Flags.string({
      multiple: true,
      dependsOn: ['systemd'],
      helpValue: 'NAME:PATH',
      summary: 'A key that systemd hands to the tick alone, such as alpaca-key-id:/etc/hive/key-id.',
    }),
    'dry-run': Flags.boolean({ summary: 'Show everything, and do nothing.' }),
    yes: Flags.boolean({ char: 'y', summary: 'Do not ask.' }),
  };

  protected override async work() {
    const app = await this.app();
    const { warnings, ...report } = await app.scheduleInstall({
      ...this.#what(),
      root: this.config.root,
      configFile: this.flags.config,
      dryRun: this.flags['dry-run'] === true,
      confirm: this.flags.yes ? 'yes' : this.isPerson ? plan => this.#confirm(plan) : null,
    });
    return { data: report, text: () => this.#text({ ...report, warnings }), warnings };
  }

  #what() {
    const { cron, system, instance, serve, port, credential } = this.flags;
    return {
      by: cron ? ('cron' as const) : ('systemd' as const),
      scope: system ? ('system' as const) : ('user' as const),
      instance: instance ?? 'hive',
      // A flag that is not given is undefined, whatever its type says.
      serve: (serve as boolean | undefined) === false ? null : { port: port ?? null },
      credentials: (credential ?? []).map(parseCredential),
    };
  }

  async #confirm(plan: InstallReport): Promise<boolean> {
    const answer = await this.ask(`${await this.#text(plan)}\nInstall it? [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  }

  async #text(report: InstallReport): Promise<string> {
    const { renderInstall } = await import('../../output/render/schedule-install.ts');
    return renderInstall(report, await this.screen());
  }
}
