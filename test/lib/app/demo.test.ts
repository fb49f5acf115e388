import assert from 'node:assert/strict';
import { type App, compose } from '../../../src/lib/app/compose.ts';
import { homePaths } from '../../../src/lib/app/home.ts';
import { VirtualClock } from '../../../src/lib/app/virtual-clock.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { SMALL_CONFIG, TRAIN_START } from '../../support/train-desk.ts';

describe('demo', function () {
  this.timeout(30_000);
  const folder = tempFolder();

  it('lives through its days and leaves a home whose journal verifies', async () => {
    const options = {
      paths: homePaths(folder()),
      config: SMALL_CONFIG,
      clock: new VirtualClock(TRAIN_START),
    };
    const app: App = compose(options);
    let progress = '';
    const report = await app.demo({ days: 2, onProgress: (done, total) => (progress = `${done}/${total}`) });
    // Two whole days and the midnight after them, an hour each.
    assert.equal(report.ticks, 49);
    assert.equal(progress, '49/49');
    assert.equal(report.to, '2026-09-22T00:00:00.000Z');
    // Five at once, then at least one more.
    assert.ok(report.cycles > 5);
    // One reason a symbol and tick.
    assert.equal(
      report.reasons.reduce((sum, { count }) => sum + count, 0),
      98,
    );
    assert.deepEqual((await app.journalVerify({})).faults, []);
    app.close();
  });
});
