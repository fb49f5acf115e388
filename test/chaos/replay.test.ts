import assert from 'node:assert/strict';
import { simulate } from './run.ts';
import type { RunId } from './run-id.ts';

const IDS: readonly RunId[] = [
  { seed: 3, ticks: 30, broker: 'embedded', fault: 'mixed', crash: 'often' },
  { seed: 6, ticks: 6, broker: 'embedded', fault: 'two-ticks', crash: 20 },
];

describe('a simulated run', function () {
  this.timeout(60_000);

  for (const id of IDS) {
    it(`writes the same bytes when it runs again: ${id.broker}, ${id.fault}, crash ${id.crash}`, async () => {
      const [first, again] = [await simulate(id), await simulate(id)];
      assert.deepEqual(again, first);
      assert.ok(first.orders > 0 && first.points > 20);
    });
  }

  it('dies at the point that it is told, and nowhere else', async () => {
    const { deaths } = await simulate({ seed: 4, ticks: 6, broker: 'embedded', fault: 'none', crash: 20 });
    assert.deepEqual(Object.values(deaths), [1]);
  });

  it('goes another way with another seed', async () => {
    const run = (seed: number) =>
      simulate({ seed, ticks: 6, broker: 'embedded', fault: 'none', crash: 'none' });
    assert.notEqual((await run(1)).digest, (await run(2)).digest);
  });
});
