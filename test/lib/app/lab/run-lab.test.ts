import assert from 'node:assert/strict';
import { type LabFlags, labRequest } from '../../../../src/lib/app/lab/lab-request.ts';
import { runLab } from '../../../../src/lib/app/lab/run-lab.ts';
import { schema } from '../../../../src/lib/app/schemas/lab.ts';
import { EXPERIMENTS } from '../../../../src/lib/lab/experiments/index.ts';
import { renderLab } from '../../../../src/output/render/lab.ts';

const FLAGS: LabFlags = {
  ...{ quick: false, gate: 'wealth', 'no-purge': false, 'raw-confidence': false, 'no-share': false },
  ...{ 'no-cash': false, 'bandit-only': false, 'no-reset': false },
};
const SMALL = { ...FLAGS, seeds: 6, ticks: 120 };

describe('the laboratory', () => {
  it('finds the same with any number of workers, and fits its schema', async () => {
    const request = labRequest(['control-arm', 'reset'], SMALL, 42);
    const one = await runLab(request, { workers: 1 });
    assert.deepEqual(await runLab(request, { workers: 3 }), one);
    assert.deepEqual(schema.parse(JSON.parse(JSON.stringify(one))), one);
    assert.ok(one.complete);
    assert.equal(one.trials, 6 * request.experiments.flatMap(({ cases }) => cases).length);
    assert.equal(
      one.held + one.missed,
      one.experiments.flatMap(({ findings }) => findings.filter(f => f.bar)).length,
    );
  });

  it('finds something else with another seed', async () => {
    const found = (seed: number) => runLab(labRequest(['control-arm'], SMALL, seed), { workers: 1 });
    const [a, b] = [await found(1), await found(2)];
    assert.notDeepEqual(a.complete && a.experiments, b.complete && b.experiments);
  });

  it('puts what is switched off beside the same seeds as they are', async () => {
    const output = await runLab(labRequest(['reset'], { ...SMALL, 'no-reset': true }, 42), { workers: 2 });
    assert.ok(output.complete);
    const [{ findings, ablations }] = output.experiments as [(typeof output.experiments)[0]];
    assert.deepEqual(
      ablations.map(({ ablation }) => ablation),
      ['reset'],
    );
    for (const one of ablations[0]!.findings) {
      assert.equal(one.honest, findings.find(({ id }) => id === one.id)!.value);
    }
  });

  it('tells how far it is, and stops', async () => {
    const stop = new AbortController();
    let last = 0;
    const onProgress = (done: number, total: number) => {
      assert.ok(done > last && done <= total);
      last = done;
      stop.abort();
    };
    const request = labRequest(['control-arm'], { ...SMALL, seeds: 50 }, 42);
    const output = await runLab(request, { workers: 1, onProgress, signal: stop.signal });
    assert.ok(!output.complete && output.done < output.total);
  });

  it('draws every line within the width, however narrow', async () => {
    const request = labRequest(['control-arm', 'honesty'], { ...SMALL, seeds: 2, 'no-purge': true }, 42);
    const output = await runLab(request, { workers: 1 });
    const text = renderLab(output, { width: 60, colour: false, banner: '' });
    assert.deepEqual(
      text.split('\n').filter(line => line.length > 60),
      [],
    );
    assert.match(text, /^LABORATORY/);
    assert.match(text, /Without purged folds/);
  });
});

describe('labRequest', () => {
  it('is everything without names, and only what listens where something is switched off', () => {
    assert.deepEqual(labRequest([], FLAGS, 1).experiments, EXPERIMENTS);
    const { experiments, without } = labRequest([], { ...FLAGS, 'no-purge': true, gate: 'zscore' }, 1);
    assert.deepEqual(
      experiments.map(({ id }) => id),
      ['false-promotion', 'honesty'],
    );
    assert.deepEqual(without, ['purge', 'wealth-gate']);
  });

  it('knows markets by their ids, in any case', () => {
    const { experiments, market } = labRequest([], { ...FLAGS, market: 's1' }, 1);
    assert.equal(market, 'S1');
    assert.deepEqual(
      experiments.map(({ id }) => id),
      ['adaptation', 'regret'],
    );
  });

  it('refuses what there is not, with a way out', () => {
    const refused = (names: string[], more: Partial<LabFlags> = {}) => {
      try {
        labRequest(names, { ...FLAGS, ...more }, 1);
      } catch (error) {
        return error as { kind: string; next: string };
      }
      throw new Error('it was taken');
    };
    assert.equal(refused(['powr']).next, 'Did you mean power?');
    assert.match(refused(['nothing-of-the-kind']).next, /false-promotion, power/);
    assert.match(refused([], { market: 'Q9' }).next, /^Markets: B1, /);
    assert.equal(refused(['leak'], { market: 'S1' }).kind, 'usage');
  });
});
