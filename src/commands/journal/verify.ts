import { HiveCommand } from '../../base-command.ts';
import type { JournalVerdict } from '../../lib/app/journal-verify.ts';
import { EXIT } from '../../lib/core/errors.ts';

export default class JournalVerify extends HiveCommand<typeof JournalVerify> {
  static override readonly schemaName = 'journal-verify';
  static override summary = 'Check the whole journal: chain, order and money.';
  static override description =
    'Reads every record from the first on and recomputes every amount; cash and coins are held against the ' +
    'embedded broker. For a broker behind a network there is hive trade audit. Exit code 4: the file is damaged, ' +
    'and the line is named. Exit code 7: the file is whole, but the money in it does not add up or differs from ' +
    'the embedded broker. Nothing is changed.';
  static override examples = [
    { description: 'Check everything', command: '<%= config.bin %> journal verify' },
    {
      description: 'For cron: speak only when it fails',
      command: '<%= config.bin %> journal verify --quiet',
    },
    {
      description: 'The last hash, to keep elsewhere',
      command: '<%= config.bin %> journal verify --json | jq -r .data.lastHash',
    },
  ];

  protected override async work() {
    const app = await this.app();
    const verdict = await app.journalVerify({ onProgress: records => this.say(`${records} records read`) });
    return {
      data: verdict,
      text: () => this.#text(verdict),
      exitCode: verdict.faults.length === 0 ? EXIT.done : EXIT.quality,
    };
  }

  async #text(report: JournalVerdict): Promise<string> {
    const { renderVerdict } = await import('../../output/render/journal-verify.ts');
    return renderVerdict(report, await this.screen());
  }
}
