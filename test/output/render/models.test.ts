import assert from 'node:assert/strict';
import { renderModelsList } from '../../../src/output/render/models-list.ts';
import { renderModel } from '../../../src/output/render/models-show.ts';
import { detail, model, screen } from '../../support/views.ts';

describe('renderModelsList', () => {
  it('marks the current model and the one that cannot be used', () => {
    const damaged = model({ name: 'crypto-old', current: false, detail: null, trouble: 'It is cut.' });
    assert.equal(
      renderModelsList([model(), damaged], screen()),
      [
        'SIMULATED',
        'Model                          State    Rows  Walk-forward  Majority',
        '─────────────────────────────  ───────  ────  ────────────  ────────',
        'crypto-20260920t0000-2e791892  current   500        67.5 %    55.0 %',
        'crypto-old                     INVALID     –             –         –',
        '',
        'crypto-old: It is cut.',
        '',
        '2 models. Walk-forward is the walk-forward accuracy.',
      ].join('\n'),
    );
  });

  it('never cuts a name, which a person wants to copy', () => {
    const expert = model({ name: 'crypto_forest-trend-20261120t0000-955eebfe' });
    const text = renderModelsList([model(), expert], screen(60));
    assert.ok(text.includes(model().name) && text.includes(expert.name));
  });
});

describe('renderModel', () => {
  it('says when there is no out-of-sample record', () => {
    const text = renderModel(
      { model: model({ current: false, detail: detail({ evaluation: null, breakEven: null }) }), gate: null },
      screen(),
    );
    assert.match(text, /^crypto-20260920t0000-2e791892$/m);
    assert.match(text, /^It was never evaluated\.$/m);
    assert.match(text, /^ {2}A bet +–$/m);
  });

  it('shows what it was made of and which features its splits use', () => {
    const text = renderModel({ model: model(), gate: null }, screen());
    assert.match(text, /^ {2}Class +crypto, 1d bars, source simulated$/m);
    assert.match(text, /^ {2}Samples +500, 2026-06-13 00:00Z to 2026-09-20 00:00Z$/m);
    assert.match(text, /^Share of splits\n {2}sma10 +60\.0 %\n {2}change +40\.0 %$/m);
  });
});
