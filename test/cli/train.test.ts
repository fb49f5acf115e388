import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { CycleReport } from '../../src/lib/app/train/train-cycle.ts';
import type { TrainStatus } from '../../src/lib/app/train-status.ts';
import { assertEnvelope, hive, tempHome } from '../support/cli.ts';
import { modelNames, smallHome, TUESDAY, trainedHome } from '../support/small-home.ts';

async function cycle(home: string, ...flags: string[]): Promise<CycleReport> {
  const { code, stdout, stderr } = await hive(['train', 'cycle', '--json', '--as-of', TUESDAY, ...flags], {
    home,
  });
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  return (await assertEnvelope(stdout, 'train-cycle')).data as CycleReport;
}

describe('hive train cycle', () => {
  it('trains at its first run and forecasts every symbol', async () => {
    const home = smallHome();
    const { cycle: number, trained, collected, forecasts } = await cycle(home);
    assert.equal(number, 1);
    assert.deepEqual(
      trained?.map(({ assetClass, rows }) => [assetClass, rows]),
      [
        ['crypto', 200],
        ['stock', 200],
      ],
    );
    const symbols = ['AAPL', 'BTC/USD', 'ETH/USD'];
    assert.deepEqual(
      [collected, forecasts].map(list => list.map(({ symbol }) => symbol)),
      [symbols, symbols],
    );
    assert.deepEqual(modelNames(home, 'crypto'), [trained?.[0]?.model]);
  });

  it('is a success without new bars, and then does not train', async () => {
    const { cycle: number, trained, collected, nextTrainingIn } = await cycle(await trainedHome());
    assert.deepEqual({ number, trained, nextTrainingIn }, { number: 2, trained: null, nextTrainingIn: 3 });
    assert.ok(collected.every(({ newBars, newSamples }) => newBars === 0 && newSamples === 0));
  });

  it('trains when it is told to, and the same data give the same model', async () => {
    const home = await trainedHome();
    const before = modelNames(home, 'crypto');
    const { trained } = await cycle(home, '--force-train');
    assert.deepEqual([trained?.[0]?.model], before);
  });

  it('puts every figure beside what needs no skill, and speaks of accuracy out of sample only', async () => {
    const { stdout, stderr } = await hive(['train', 'cycle', '--as-of', TUESDAY], { home: smallHome() });
    assert.match(stdout, /^SIMULATED market, edge: concentrated — not a real result\n/);
    assert.match(stdout, /Walk-forward accuracy +[\d.]+ % \[[\d.]+ % to [\d.]+ %\]/);
    assert.match(stdout, /majority .* persistence .* always long/);
    assert.doesNotMatch(stdout, /(?<!walk-forward )accuracy/i);
    assert.match(stderr, /^Training cycle: \d+ %\n[\s\S]*Training cycle: 100 %\n$/);
  });
});

describe('hive train status', () => {
  it('names the command to run before the first cycle, and makes no file', async () => {
    const home = tempHome();
    const { code, stdout } = await hive(['train', 'status'], { home });
    assert.deepEqual([code, readdirSync(home)], [0, []]);
    assert.match(stdout, /^No cycle has run yet\. Run: hive train cycle$/m);
  });

  it('shows cycles, samples and models', async () => {
    const { stdout } = await hive(['train', 'status', '--json'], { home: await trainedHome() });
    const { cycles, classes } = (await assertEnvelope(stdout, 'train-status')).data as TrainStatus;
    assert.equal(cycles, 1);
    for (const { model, samples, matured, trouble } of classes) {
      assert.ok(model !== null && matured > 0 && samples > matured);
      assert.equal(trouble, null);
    }
  });
});
