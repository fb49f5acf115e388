import { Args } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { ChannelTest } from '../../lib/app/alerts/test-channels.ts';
import { EXIT } from '../../lib/core/errors.ts';

export default class AlertsTest extends HiveCommand<typeof AlertsTest> {
  static override readonly schemaName = 'alerts-test';
  static override summary = 'Send a real message to the channels, and say what came back.';
  static override description =
    'One message to each channel, or to one. Exit code 5 when one was not taken. Health checks are not pinged: ' +
    'they would take it for a run.';
  static override examples = [
    { description: 'All channels', command: '<%= config.bin %> alerts test' },
    { description: 'One of them', command: '<%= config.bin %> alerts test phone' },
    { description: 'For a script, by its exit code', command: '<%= config.bin %> alerts test --quiet' },
  ];
  static override args = {
    name: Args.string({ description: 'Name of the channel; without it, each.' }),
  };

  protected override async work() {
    const app = await this.app();
    const tests = await app.alertsTest(this.args.name ?? null);
    const failed = tests.filter(({ isTaken }) => !isTaken);
    return {
      data: { tests },
      text: () => this.#text(tests),
      warnings: failed.map(
        ({ name, host, says }) => `The channel ${name} (${host}) did not take it: ${says}.`,
      ),
      exitCode: failed.length > 0 ? EXIT.broker : EXIT.done,
    };
  }

  async #text(tests: readonly ChannelTest[]): Promise<string> {
    const { renderAlertsTest } = await import('../../output/render/alerts.ts');
    return renderAlertsTest(tests, await this.screen());
  }
}
