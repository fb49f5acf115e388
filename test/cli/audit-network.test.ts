import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditReport } from '../../src/lib/app/audit/trade-audit.ts';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import { controlSignal } from '../../src/lib/trading/strategies/control.ts';
import { assertEnvelope, hive, startHive, tempHome } from '../support/cli.ts';

/** The salt of the control strategy when it trades; see the strategy. */
const SALT = 0x5eed;

/** A seed of which the control strategy buys BTC now, and in the first minutes of tomorrow too. */
function buyingSeed(): number {
  const epoch = Math.floor(Date.now() / DAY_MS);
  const buys = (seed: number, at: number) => {
    const { signal } = controlSignal((seed ^ SALT) >>> 0, 'BTC/USD', at);
    return signal.action === 'BUY' && signal.confidence > 0.7;
  };
  for (let seed = 0; ; seed++) if (buys(seed, epoch) && buys(seed, epoch + 1)) return seed;
}

describe('hive trade audit over a network', () => {
  let sandbox: ChildProcessWithoutNullStreams;
  let options: { home: string; env: Record<string, string> };
  let url = '';

  before(async () => {
    sandbox = startHive(['sandbox', '--port', '0', '--fill-delay', '0', '--partial-fills', '100']);
    let page = '';
    while (!page.includes('Ctrl-C.\n')) page += String((await once(sandbox.stdout, 'data'))[0]);
    const found = (pattern: RegExp) => pattern.exec(page)?.[1] ?? '';
    url = found(/URL +(\S+)/);
    const home = tempHome();
    const config = {
      mode: 'paper',
      seed: buyingSeed(),
      broker: { kind: 'alpaca' },
      alpaca: { tradingUrl: url, dataUrl: url },
      market: { crypto: { source: 'alpaca' } },
      trading: { strategy: 'control' },
    };
    writeFileSync(join(home, 'hive.config.json'), JSON.stringify(config));
    const env = {
      APCA_API_KEY_ID: found(/APCA_API_KEY_ID=(\S+)/),
      APCA_API_SECRET_KEY: found(/APCA_API_SECRET_KEY=(\S+)/),
    };
    options = { home, env };
    const { code, stderr } = await hive(['trade', 'tick', '--quiet'], options);
    assert.equal(code, 0, stderr);
  });

  after(() => sandbox.kill('SIGKILL'));

  async function audit(): Promise<{ code: number | null; report: AuditReport }> {
    const { code, stdout } = await hive(['trade', 'audit', '--json'], options);
    return {
      code,
      report: ((await assertEnvelope(stdout, 'trade-audit')).data as { audit: AuditReport }).audit,
    };
  }

  it('finds a bought position equal, part fill by part fill, within the rounding of fees', async () => {
    const { code, report } = await audit();
    assert.deepEqual([code, report.differences], [0, []]);
    const compared = Object.fromEntries(report.findings.map(one => [one.check, one.compared]));
    assert.ok((compared.orders ?? 0) >= 1 && (compared.fills ?? 0) >= 2, JSON.stringify(compared));
  });

  it('is not part of journal verify, which asks nothing of the network', async () => {
    const nowhere = { ...options.env, HIVE__ALPACA__TRADING_URL: 'http://127.0.0.1:1' };
    const { code, stdout } = await hive(['journal', 'verify'], { ...options, env: nowhere });
    assert.equal(code, 0);
    assert.doesNotMatch(stdout, /at the broker/);
  });

  it('exits 7 for an order with a HIVE id that the journal did not make', async () => {
    const [line] = readFileSync(join(options.home, 'state', 'journal.jsonl'), 'utf8')
      .split('\n')
      .slice(-2);
    assert.match(line ?? '', /"type":"TICK"/);
    const id = 'hive-0000000000-BTCUSD-buy-1';
    await fetch(`${url}/v2/orders`, {
      method: 'POST',
      headers: {
        'apca-api-key-id': options.env.APCA_API_KEY_ID!,
        'apca-api-secret-key': options.env.APCA_API_SECRET_KEY!,
      },
      body: JSON.stringify({
        ...{ symbol: 'BTC/USD', side: 'buy', type: 'market', time_in_force: 'gtc' },
        ...{ notional: '20', client_order_id: id },
      }),
    });
    const { code, report } = await audit();
    assert.equal(code, 7);
    assert.ok(report.differences.some(({ check, what }) => check === 'orders' && what === `order ${id}`));
    assert.ok(report.differences.some(({ check }) => check === 'positions'));
  });

  it('exits 5 when the broker does not answer', async () => {
    const nowhere = { ...options.env, HIVE__ALPACA__TRADING_URL: 'http://127.0.0.1:1' };
    assert.equal((await hive(['trade', 'audit'], { ...options, env: nowhere })).code, 5);
  });
});
