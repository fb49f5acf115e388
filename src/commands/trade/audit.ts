import { HiveCommand } from '../../base-command.ts';
import { timeFlag } from '../../flags.ts';
import type { AuditReport } from '../../lib/app/audit/trade-audit.ts';
import { EXIT } from '../../lib/core/errors.ts';

export default class TradeAudit extends HiveCommand<typeof TradeAudit> {
  static override readonly schemaName = 'trade-audit';
  static override summary = 'Hold every order, fill, fee, coin and cent against the broker.';
  static override description =
    'Reads the whole journal and what the broker says of the account, and compares them both ways. Each ' +
    'difference is one line with both sides. What an open order or a running tick leaves open is named and ' +
    'is no difference. Nothing is changed and no lock is taken. Exit code 7: something differs. See docs/audit.md.';
  static override examples = [
    { description: 'Compare everything', command: '<%= config.bin %> trade audit' },
    {
      description: 'Orders, fills and fees of the last days only',
      command: '<%= config.bin %> trade audit --since 2026-11-20',
    },
    {
      description: 'For a monitor',
      command: "<%= config.bin %> trade audit --json | jq '.data.audit.differences'",
    },
  ];
  static override flags = {
    since: timeFlag({ summary: 'Only orders, fills and fees from this moment on.' }),
  };

  protected override async work() {
    const app = await this.app();
    const audit = await app.tradeAudit({
      sinceMs: this.flags.since ?? null,
      onProgress: records => this.say(`${records} records read`),
    });
    return {
      data: { audit },
      text: () => this.#text(audit),
      exitCode: audit === null || audit.differences.length === 0 ? EXIT.done : EXIT.quality,
    };
  }

  async #text(audit: AuditReport | null): Promise<string> {
    const { renderAudit } = await import('../../output/render/trade-audit.ts');
    return renderAudit(audit, await this.screen());
  }
}
