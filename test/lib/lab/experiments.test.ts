import assert from 'node:assert/strict';
import { CLIMATE_FILTERS } from '../../../src/lib/lab/climate-filters.ts';
import { climates } from '../../../src/lib/lab/experiments/climates.ts';
import { detectors } from '../../../src/lib/lab/experiments/detectors.ts';
import { twoClimates } from '../../../src/lib/lab/markets/two-climates.ts';

describe('climate filters', () => {
  const { returns, closes, ...market } = twoClimates(7, 700, 0.25);

  it('know nothing of what comes: cutting the future off changes nothing', () => {
    const cut = 400;
    const part = { returns: returns.subarray(0, cut), closes: closes.subarray(0, cut + 1) };
    for (const [name, filter] of Object.entries(CLIMATE_FILTERS))
      assert.deepEqual(filter(part), filter({ returns, closes }).slice(0, cut), name);
  });

  it('agree with the climate more often than not, those that are told the volatilities most of the time', () => {
    const { wild } = market;
    for (const [name, filter] of Object.entries(CLIMATE_FILTERS)) {
      const said = filter({ returns, closes }).slice(250);
      const right = said.filter((one, i) => one === (wild[250 + i] === 1)).length / said.length;
      assert.ok(right > (name.endsWith('told') ? 0.7 : 0.4), `${name} ${right}`);
    }
  });
});

describe('the experiments on detectors and climates', () => {
  const trial = { seed: 3, ticks: 2000, without: null };

  it('give the same record for the same trial', () => {
    for (const caseId of ['change', 'steady'])
      assert.deepEqual(detectors.run({ caseId, ...trial }), detectors.run({ caseId, ...trial }));
    assert.deepEqual(
      climates.run({ caseId: 'climates', ...trial }),
      climates.run({ caseId: 'climates', ...trial }),
    );
  });

  it('see a change that is large after it has come', () => {
    const { adwin } = detectors.run({ caseId: 'change', ...trial });
    assert.ok(typeof adwin === 'number' && adwin >= 1000 && adwin < 1300);
  });
});
