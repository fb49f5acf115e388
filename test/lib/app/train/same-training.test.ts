import assert from 'node:assert/strict';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainCycle } from '../../../../src/lib/app/train/train-cycle.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { DAY_MS, HOUR_MS } from '../../../../src/lib/core/interval.ts';
import { forestLearner } from '../../../../src/lib/learning/forest/learner.ts';
import type { Learner } from '../../../../src/lib/learning/learner.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { SMALL_CONFIG, type TrainDesk, trainDesk } from '../../../support/train-desk.ts';

/** A desk that counts how often a forest is grown. */
function countingDesk(folder: string): { readonly desk: TrainDesk; readonly fits: () => number } {
  let count = 0;
  const learner: Learner = {
    ...forestLearner,
    fit: (...asked) => {
      count++;
      return forestLearner.fit(...asked);
    },
  };
  return { desk: { ...trainDesk(folder), learner }, fits: () => count };
}

/** Cycles until one trains; every third does. */
async function trainAgain(desk: TrainDesk) {
  for (;;) {
    const { trained } = await trainCycle(desk, { forceTrain: false });
    if (trained) return trained;
  }
}

describe('a training on what the model has learned from already', () => {
  const folder = tempFolder();

  it('grows no tree, and reports the same model with the same figures', async () => {
    const { desk, fits } = countingDesk(folder());
    const first = await trainAgain(desk);
    const grown = fits();
    assert.ok(grown > 0);
    desk.clock.advance(HOUR_MS);
    assert.deepEqual(await trainAgain(desk), first);
    assert.equal(fits(), grown);
  });

  it('is what a training anew would give, byte for byte', async () => {
    const { desk, fits } = countingDesk(folder());
    const [trained] = await trainAgain(desk);
    const path = join(folder(), `${trained!.model}.json`);
    const [before, grown] = [readFileSync(path, 'utf8'), fits()];
    await trainCycle(desk, { forceTrain: true });
    assert.ok(fits() > grown, 'a forced training is made');
    assert.equal(readFileSync(path, 'utf8'), before);
  });

  const changes: Record<string, (desk: TrainDesk) => TrainDesk> = {
    'a bar is new, within a day': desk => {
      desk.clock.advance(DAY_MS - 4 * 60_000);
      return desk;
    },
    'a day has passed, and no bar came': desk => {
      desk.clock.advance(DAY_MS);
      return { ...desk, feeds: silent(desk) };
    },
    'a setting is another': desk => {
      const { learning } = SMALL_CONFIG;
      const forest = { ...learning.forest, minLeaf: 20 };
      return {
        ...desk,
        config: configSchema.parse({ ...SMALL_CONFIG, learning: { ...learning, forest } }),
      };
    },
    'the seed is another': desk => ({ ...desk, config: { ...desk.config, seed: 43 } }),
    'the note is of another shape': desk => {
      desk.trainings.write({ crypto: { inputs: 1 } });
      return desk;
    },
  };

  for (const [what, change] of Object.entries(changes)) {
    it(`is made where ${what}`, async () => {
      const { desk, fits } = countingDesk(folder());
      await trainAgain(desk);
      const grown = fits();
      await trainAgain(change(desk));
      assert.ok(fits() > grown);
    });
  }

  it('is made where the model file is damaged', async () => {
    const { desk, fits } = countingDesk(folder());
    const [trained] = await trainAgain(desk);
    const path = join(folder(), `${trained!.model}.json`);
    truncateSync(path, Math.floor(statSync(path).size / 2));
    const grown = fits();
    // A run of its own: within one, a model is read once.
    await trainAgain({ ...desk, current: trainDesk(folder()).current });
    assert.ok(fits() > grown);
    JSON.parse(readFileSync(path, 'utf8'));
  });

  it('goes on where the note cannot be written', async () => {
    const { desk } = countingDesk(folder());
    const trainings = {
      ...desk.trainings,
      write: () => {
        writeFileSync(join(folder(), 'no', 'such', 'folder'), '');
      },
    };
    const trained = await trainAgain({ ...desk, trainings });
    assert.ok(trained.every(({ model }) => model !== null));
  });
});

/** Feeds of the same markets that bring nothing. */
const silent = ({ feeds }: TrainDesk): TrainDesk['feeds'] => ({
  crypto: { ...feeds.crypto, provider: null },
  stock: { ...feeds.stock, provider: null },
});
