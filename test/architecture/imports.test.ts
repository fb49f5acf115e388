import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';

const { forbidden = [] } = await extractConfig(
  fileURLToPath(new URL('../../.dependency-cruiser.mjs', import.meta.url)),
);

/** Names of the layer rules that refuse an import from one file of `src` to another. */
async function refusals(from: string, to: string): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'hive-imports-'));
  for (const [file, text] of [
    [from, `import '${join(root, 'src', to)}';`],
    [to, 'export {};'],
  ] as const) {
    mkdirSync(dirname(join(root, 'src', file)), { recursive: true });
    writeFileSync(join(root, 'src', file), text);
  }
  const options = { ruleSet: { forbidden }, validate: true, baseDir: root };
  const { output } = await cruise(['src'], options);
  rmSync(root, { recursive: true });
  return (output as ICruiseResult).summary.violations.map(violation => violation.rule.name);
}

describe('the import rules', () => {
  for (const [from, to, rule] of [
    ['lib/core/a.ts', 'lib/risk/b.ts', 'core-alone'],
    ['lib/features/a.ts', 'lib/learning/b.ts', 'features'],
    ['lib/risk/a.ts', 'lib/trading/b.ts', 'risk'],
    ['lib/performance/a.ts', 'lib/features/b.ts', 'performance'],
    ['lib/learning/a.ts', 'lib/trading/b.ts', 'learning'],
    ['lib/trading/a.ts', 'lib/broker/broker.ts', 'trading'],
    ['lib/journal/a.ts', 'lib/store/ports.ts', 'journal'],
    ['lib/market/bar-source.ts', 'lib/store/ports.ts', 'ports'],
    ['lib/market/csv/a.ts', 'lib/market/simulated/b.ts', 'market-adapters'],
    ['lib/broker/paper/a.ts', 'lib/broker/alpaca/b.ts', 'broker-adapters'],
    ['lib/store/files/a.ts', 'lib/store/sqlite/b.ts', 'store-adapters'],
    ['lib/tick/a.ts', 'lib/store/ports.ts', 'tick'],
    ['lib/tick/a.ts', 'lib/app/b.ts', 'tick'],
    ['lib/tick/a.ts', 'lib/broker/broker.ts', 'pure-parts-know-ports-as-types'],
    ['lib/drift/a.ts', 'lib/app/b.ts', 'drift'],
    ['lib/drift/a.ts', 'lib/market/bar-source.ts', 'pure-parts-know-ports-as-types'],
    ['lib/trading/a.ts', 'lib/tick/b.ts', 'trading'],
    ['lib/backtest/a.ts', 'lib/learning/b.ts', 'backtest'],
    ['lib/backtest/a.ts', 'lib/app/b.ts', 'backtest'],
    ['lib/sandbox/a.ts', 'lib/broker/broker.ts', 'sandbox'],
    ['lib/sandbox/a.ts', 'lib/market/simulated/b.ts', 'sandbox'],
    ['lib/app/a.ts', 'lib/server/b.ts', 'app'],
    ['lib/app/a.ts', 'lib/store/sqlite/b.ts', 'adapters-in-compose'],
    ['lib/server/a.ts', 'lib/broker/broker.ts', 'server'],
    ['lib/server/a.ts', 'lib/store/ports.ts', 'server'],
    ['lib/server/a.ts', 'lib/app/tick/a.ts', 'server-without-use-cases'],
    ['lib/dashboards/a.ts', 'lib/server/b.ts', 'dashboards'],
    ['commands/a.ts', 'lib/store/ports.ts', 'commands'],
    ['commands/a.ts', 'lib/server/b.ts', 'server-on-demand'],
  ] as const) {
    it(`refuse ${from} → ${to}`, async () => {
      assert.ok((await refusals(from, to)).includes(rule), rule);
    });
  }

  for (const [from, to] of [
    ['lib/learning/a.ts', 'lib/features/b.ts'],
    ['lib/market/csv/a.ts', 'lib/market/csv/b.ts'],
    ['lib/market/csv/a.ts', 'lib/market/bar-source.ts'],
    ['lib/tick/a.ts', 'lib/journal/b.ts'],
    ['lib/backtest/a.ts', 'lib/tick/b.ts'],
    ['lib/app/a.ts', 'lib/tick/b.ts'],
    ['lib/app/compose.ts', 'lib/store/sqlite/b.ts'],
    ['commands/a.ts', 'lib/app/b.ts'],
  ] as const) {
    it(`allow ${from} → ${to}`, async () => {
      assert.deepEqual(await refusals(from, to), []);
    });
  }
});
