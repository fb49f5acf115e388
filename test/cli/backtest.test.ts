import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BacktestOutput } from '../../src/lib/app/schemas/backtest.ts';
import { assertEnvelope, assertErrorEnvelope, hive, projectRoot, tempHome } from '../support/cli.ts';
import { walkFile } from '../support/walk-file.ts';

describe('hive backtest', () => {
  const home = tempHome();
  const bars = walkFile(join(home, 'btc.csv'));
  const base = ['backtest', '--bars', bars, '--symbol', 'BTC-USD', '--strategy', 'sma-cross'];
  const at = ['--as-of', '2026-11-20T00:00:00Z'];

  async function run(...more: string[]): Promise<BacktestOutput> {
    const { stdout, code, stderr } = await hive([...base, ...at, '--json', ...more], { home });
    assert.equal(code, 0, stderr);
    return (await assertEnvelope(stdout, 'backtest')).data as BacktestOutput;
  }

  it('gives one document with the figures, the trades and the evidence', async () => {
    const output = await run();
    assert.ok(output.total_trades > 5);
    assert.equal(output.trades.length, output.total_trades);
    assert.equal(output.equity.length, 600);
    assert.equal(output.execution.engine, 'typed-array');
    assert.equal(output.data.market, 'real');
    assert.equal(output.evidence.control_arm.arms, 1_000);
    assert.match(output.deflation.verdict, /\(/);
    const sum = output.trades.reduce((total, trade) => total + trade.profit_abs, 0);
    assert.ok(Math.abs(sum - output.profit_total_abs) < 0.005);
  });

  it('says which code it was', async () => {
    const { version, code } = JSON.parse(
      readFileSync(join(projectRoot, 'dist', 'code-version.json'), 'utf8'),
    );
    assert.match(code, /^[0-9a-f]{12}$/);
    assert.equal((await run()).version, `${version}+${code}`);
  });

  it('is the same to the byte when it is made again', async () => {
    const text = async () => (await hive([...base, ...at, '--json'], { home: tempHome() })).stdout;
    assert.equal(await text(), await text());
  });

  it('plays the same run with the exact engine, and cuts the future off, when it is asked to', async () => {
    const { checks } = await run('--check', 'engine', '--check', 'lookahead', '--check', 'warmup');
    assert.deepEqual(
      checks.map(({ name, passed }) => [name, passed]),
      [
        ['lookahead', true],
        ['warmup', true],
        ['engine', true],
      ],
    );
    assert.ok(checks.every(({ points }) => points > 3));
  });

  it('counts each different try on the same bars once', async () => {
    const own = tempHome();
    const tries = async (fast: string): Promise<number> => {
      const { stdout } = await hive([...base, ...at, '--json', '-p', `fast=${fast}`], { home: own });
      return JSON.parse(stdout).data.deflation.tries;
    };
    assert.deepEqual([await tries('5'), await tries('6'), await tries('5')], [1, 2, 2]);
  });

  it('keeps its runs: list, show and compare', async () => {
    const own = tempHome();
    const made = async (...more: string[]): Promise<BacktestOutput> =>
      JSON.parse((await hive([...base, ...at, '--json', ...more], { home: own })).stdout).data;
    const [one, two] = [await made(), await made('-p', 'fast=5')];
    const list = await assertEnvelope(
      (await hive(['backtest', 'list', '--json'], { home: own })).stdout,
      'backtest-list',
    );
    const { runs } = list.data as { runs: { id: string; total_trades: number }[] };
    assert.deepEqual(runs.map(({ id }) => id).sort(), [one.id, two.id].sort());
    const shown = await hive(['backtest', 'show', one.id.slice(0, 8), '--json'], { home: own });
    const { deflation, ...stored } = (await assertEnvelope(shown.stdout, 'backtest')).data as BacktestOutput;
    const { deflation: __, ...first } = one;
    assert.deepEqual(stored, first);
    assert.equal(deflation.tries, 2);
    const compared = await hive(['backtest', 'compare', one.id, two.id, '--json'], { home: own });
    const { data } = await assertEnvelope(compared.stdout, 'backtest-compare');
    assert.deepEqual((data as { settings: object[] }).settings, [
      { name: 'param fast', first: 10, second: 5 },
    ]);
    const gone = await hive(['backtest', 'show', 'zzzz', '--json'], { home: own });
    assert.equal(gone.code, 2);
    assert.equal(assertErrorEnvelope(gone.stdout).code, 'NO_SUCH_RUN');
  });

  it('exits with 7 when a condition of --fail-if is met, and says which', async () => {
    const { code, stdout } = await hive([...base, ...at, '--fail-if', 'total_trades>0'], { home });
    assert.equal(code, 7);
    assert.match(stdout, /Failed: total_trades>0 \(it is \d+\)/);
    assert.equal((await hive([...base, ...at, '--fail-if', 'total_trades<1'], { home })).code, 0);
  });

  it('writes its files and a page', async () => {
    const folder = join(home, 'out');
    const page = join(home, 'report.html');
    const { exported, trades } = await run('--export', folder, '--report', page);
    assert.equal(exported.length, 4);
    assert.equal(
      readFileSync(join(folder, 'trades.csv'), 'utf8').trim().split('\n').length,
      trades.length + 1,
    );
    assert.equal(readFileSync(join(folder, 'equity.csv'), 'utf8').trim().split('\n').length, 601);
    assert.match(readFileSync(page, 'utf8'), /^<!doctype html>/i);
  });

  it("tests a user's own strategy", async () => {
    const own = join(projectRoot, 'examples', 'strategies', 'dip-buyer.ts');
    const { stdout, code, stderr } = await hive(
      ['backtest', '--bars', bars, '-s', 'BTC-USD', '--strategy', own, '-p', 'drop=0.02', ...at, '--json'],
      { home },
    );
    assert.equal(code, 0, stderr);
    const { strategy, params, module_sha256: sha } = JSON.parse(stdout).data as BacktestOutput;
    assert.deepEqual([strategy, params], ['dip-buyer', { drop: 0.02 }]);
    assert.match(sha ?? '', /^[0-9a-f]{64}$/);
  });

  it("trades with HIVE's own limits and step when it is sized so", async () => {
    const output = await run('--sizing', 'hive');
    assert.equal(output.execution.engine, 'replay');
    assert.ok(output.trades.every(({ stake_amount: stake }) => stake <= 75));
  });

  it('shows a person the verdict, and costs nothing to a pipe that closes', async () => {
    const { stdout } = await hive([...base, ...at], { home, env: { COLUMNS: '60' } });
    assert.match(stdout, /\nVerdict: /);
    assert.ok(stdout.split('\n').every(line => line.length <= 60));
  });

  it('warns when there were too few bars to train on', async () => {
    const args = ['backtest', '--bars', bars, '--symbol', 'BTC-USD', '--strategy', 'forest'];
    const told = async (to: string) => (await hive([...args, ...at, '--to', to], { home })).stderr;
    assert.match(await told('2024-01-03'), /^Warning: No model was trained, .*: there are too few bars\.$/m);
    assert.match(await told('2024-01-04'), /^Warning: No model was trained, .* training needs 60\.$/m);
  });

  it('is quiet under --quiet', async () => {
    const { stdout, stderr, code } = await hive([...base, ...at, '--quiet'], { home });
    assert.deepEqual([stdout, stderr, code], ['', '', 0]);
  });

  for (const [name, args, code, message] of [
    ['an unknown strategy', ['--strategy', 'sma-cros'], 2, /there are forest, control, sma-cross/],
    ['an unknown parameter', ['-p', 'fats=3'], 2, /it has fast, slow/],
    ['a parameter out of bounds', ['-p', 'fast=40'], 2, /must be below/],
    ['a file that is not there', ['--bars', 'gone.csv'], 2, /no file "gone\.csv"/],
    ['a cost that is none', ['--fee-rate', 'much'], 2, /--fee-rate "much"/],
    ['a stretch without bars', ['--from', '2030-01-01'], 4, /no bar of BTC\/USD/],
    ['a condition that is none', ['--fail-if', 'luck'], 2, /"luck" is not a condition/],
  ] as const) {
    it(`refuses ${name} with exit code ${code}`, async () => {
      const place = base.indexOf(args[0]);
      const own = place < 0 ? base : base.toSpliced(place, 2);
      const { stdout, code: got } = await hive([...own, ...at, '--json', ...args], { home });
      assert.equal(got, code, stdout);
      assert.match(assertErrorEnvelope(stdout).message, message);
    });
  }
});
