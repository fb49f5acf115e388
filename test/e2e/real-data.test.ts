import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClassTraining } from '../../src/lib/app/train/train-classes.ts';
import { type RealRun, runOnRealData } from '../support/real-data-run.ts';

const folder = process.env.HIVE_REAL_DATA;

describe('the whole loop on real markets', function () {
  this.timeout(180_000);
  let run: RealRun;
  const home = mkdtempSync(join(tmpdir(), 'hive-real-'));

  after(() => rmSync(home, { recursive: true }));

  before(async function () {
    if (!folder) return this.skip();
    run = await runOnRealData(folder, home);
  });

  const evaluationOf = (trained: readonly ClassTraining[] | null, assetClass: string) => {
    const evaluation = trained?.find(result => result.assetClass === assetClass)?.evaluation;
    assert.ok(evaluation, `${assetClass} was scored`);
    return evaluation;
  };

  it('finds the defects that the files are known to have', () => {
    const findings = new Map(
      run.imports.map(({ file, repairs, dropped }) => [file, [...repairs, ...dropped]]),
    );
    const count = (file: string, kind: string) =>
      findings.get(file)?.find(finding => finding.kind === kind)?.count;
    assert.equal(count('BTC-USD-1h.csv', 'swapped-volumes'), 20_143);
    assert.equal(count('ETH-USD-1h.csv', 'swapped-volumes'), 20_139);
    assert.equal(count('ETH-USD-1d.csv', 'empty-row'), 1_149);
    assert.equal(count('BTC-USD-1d.csv', 'yahoo-last-row'), 1);
  });

  it('scores what an honest forest scores: near one half, never above 60 %', () => {
    const scored = [
      evaluationOf(run.stocks.trained, 'stock'),
      evaluationOf(run.dailyCoins.trained, 'crypto'),
      evaluationOf(run.hourlyCoins.trained, 'crypto'),
    ];
    for (const { accuracy, n, logLoss, climatologyLogLoss } of scored) {
      assert.ok(n > 500, `${n} predictions`);
      assert.ok(accuracy > 0.42 && accuracy < 0.6, `accuracy ${accuracy}`);
      assert.ok(logLoss < climatologyLogLoss + 0.03, `log loss ${logLoss} against ${climatologyLogLoss}`);
    }
  });

  it('gives one reason a symbol at every tick', () => {
    const given = Object.values(run.reasons).reduce((sum, count) => sum + count, 0);
    assert.equal(given, 2 * run.ticks);
  });

  it('keeps the books to the cent', () => {
    assert.deepEqual(run.verdict.faults, []);
    for (const book of [run.positions.main, run.positions.control]) {
      assert.equal(Math.round((book.realised + book.unrealised) * 100), Math.round(book.profit * 100));
    }
  });

  it('lets the control arm pay its fees', () => {
    assert.ok(run.positions.control.trades > 0 && run.positions.control.fees > 0);
  });
});
