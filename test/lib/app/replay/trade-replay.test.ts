import assert from 'node:assert/strict';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { QUERY_CONFIG, QueryDesk } from '../../../support/query-home.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Decides on what is worth its costs, so that there is more than one kind of decision. */
const config = (trading: object, learning: object = {}) =>
  configSchema.parse({
    ...QUERY_CONFIG,
    trading: { ...QUERY_CONFIG.trading, ...trading },
    learning: { ...QUERY_CONFIG.learning, ...learning },
    signal: { threshold: 'break-even' },
  });

describe('a decision that was learned for', () => {
  const folder = tempFolder();

  /** Days of ticks, then every decision of the account made again from journal and models. */
  async function replayed(desk: QueryDesk, days: number) {
    await desk.app.trainCycle({ forceTrain: true });
    for (let day = 0; day < days; day++) {
      await desk.app.tradeTick({ dryRun: false });
      desk.clock.advance(DAY_MS);
    }
    const replays = await desk.app.tradeReplay({ kind: 'all' });
    desk.close();
    return replays.filter(({ decision }) => decision.book === 'main');
  }

  it('comes out the same to the last bit with the mixture and its policy, by all experts', async () => {
    const desk = new QueryDesk(folder(), config({ strategy: 'mixture' }, { policy: 'used' }));
    const main = await replayed(desk, 6);
    assert.equal(main.length, 12);
    assert.deepEqual(
      main.flatMap(({ differences }) => differences),
      [],
    );
    for (const { decision } of main) {
      const ids = decision.experts.map(({ id }) => id);
      assert.ok(
        ['forest', 'forest-week', 'logistic'].every(id => ids.includes(id)),
        ids.join(),
      );
      const weights = decision.experts.reduce((sum, { weight }) => sum + weight, 0);
      assert.ok(weights > 0 && weights < 1);
    }
  });

  it('comes out the same to the last bit with chance and a policy that is used', async () => {
    const desk = new QueryDesk(folder(), config({ strategy: 'control' }, { policy: 'used', experts: false }));
    const main = await replayed(desk, 8);
    assert.deepEqual(
      main.flatMap(({ differences }) => differences),
      [],
    );
    const reasons = new Set(main.map(({ decision }) => decision.reason));
    assert.ok(reasons.has('STAKE_ZERO'), [...reasons].join());
  });
});
