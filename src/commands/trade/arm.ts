import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { ArmPlan, ArmReport } from '../../lib/app/arming/arm.ts';

const MOST_DAYS = 30;

export default class TradeArm extends HiveCommand<typeof TradeArm> {
  static override readonly schemaName = 'trade-arm';
  static override summary = 'Allow real money to be traded, for some days.';
  static override description =
    'Only in mode live. Shows account, balance and limits, and asks a person at a terminal to type which ' +
    'account; no flag takes the place of that. Without it, or after it has run out, ticks send nothing (exit ' +
    'code 6). The permission is written to the journal. docs/modes.md tells the whole way to real money.';
  static override examples = [
    { description: 'For 30 days', command: '<%= config.bin %> trade arm' },
    { description: 'For a week', command: '<%= config.bin %> trade arm --days 7' },
    {
      description: 'Although the evidence does not say that it pays',
      command: '<%= config.bin %> trade arm --days 1 --without-evidence',
    },
  ];
  static override flags = {
    days: Flags.integer({
      default: MOST_DAYS,
      min: 1,
      max: MOST_DAYS,
      helpValue: 'N',
      summary: `For how many days, at most ${MOST_DAYS}.`,
    }),
    'without-evidence': Flags.boolean({
      summary: 'Also while nothing says that the model earns money.',
    }),
  };

  protected override get deed() {
    return { what: `Real money armed for ${this.flags.days} days` };
  }

  protected override async work() {
    const app = await this.app();
    const report = await app.arm({
      days: this.flags.days,
      // A flag that is not given is undefined, whatever its type says.
      withoutEvidence: this.flags['without-evidence'] === true,
      confirm: this.isPerson ? plan => this.#confirm(plan) : null,
    });
    return { data: report, text: () => this.#text(report) };
  }

  async #confirm(plan: ArmPlan): Promise<string> {
    const { renderArmPlan } = await import('../../output/render/trade-arm.ts');
    return this.ask(`${renderArmPlan(plan, await this.screen())}\n> `);
  }

  async #text(report: ArmReport): Promise<string> {
    const { renderArmed } = await import('../../output/render/trade-arm.ts');
    return renderArmed(report, await this.screen());
  }
}
