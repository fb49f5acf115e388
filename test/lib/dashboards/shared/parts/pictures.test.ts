import assert from 'node:assert/strict';
import { intervalBar } from '../../../../../src/lib/dashboards/shared/parts/interval-bar.ts';
import { timeStrip } from '../../../../../src/lib/dashboards/shared/parts/time-strip.ts';
import { twoHistograms } from '../../../../../src/lib/dashboards/shared/parts/two-histograms.ts';
import { whiskerBar } from '../../../../../src/lib/dashboards/shared/parts/whisker-bar.ts';
import { toHtml } from '../../../../../src/lib/dashboards/shared/to-html.ts';

const column = (fromMs: number, value: number) => ({
  ...{ fromMs, toMs: fromMs + 10, value, text: `${value}`, foot: 'n 5', title: `at ${fromMs}` },
});
const strip = (values: readonly number[]) =>
  timeStrip({
    columns: values.map((value, i) => column(i * 10, value)),
    ...{ scale: [0, 1], baseline: 0.5, label: 'folds' },
  });

describe('small pictures', () => {
  it('stand columns on their baseline, or hang them from it', () => {
    const html = toHtml(strip([0.75, 0.25])!);
    // Half of 114 pixels below a margin of 18 is the baseline: 75.
    assert.match(html, /class="above"><title>at 0<\/title><rect x="0%" y="46.5" width="50%" height="28.5">/);
    assert.match(html, /class="below"><title>at 10<\/title><rect x="50%" y="75" width="50%" height="28.5">/);
    assert.match(html, /class="baseline" x1="0" x2="100%" y1="75" y2="75"/);
  });

  it('draw a column that is level with the baseline as a line', () => {
    assert.match(toHtml(strip([0.5])!), /height="1"/);
  });

  it('draw nothing of nothing', () => {
    assert.equal(strip([]), null);
    assert.equal(twoHistograms({ reference: [], current: [], label: 'none' }), null);
  });

  it('draw both histograms over the same bins to the same height', () => {
    const html = toHtml(twoHistograms({ reference: [0.5, 0.5], current: [1, 0], label: 'rsi' })!);
    assert.match(html, /class="current"><rect x="2" y="1" width="56" height="29">/);
    assert.match(html, /class="reference"><rect x="0.5" y="15.5" width="59" height="14.5">/);
  });

  it('draw an interval around its figure, and what it is held against', () => {
    const html = toHtml(
      intervalBar({ scale: [0, 1], value: 0.6, interval: [0.5, 0.7], mark: 0.55, label: 'accuracy' }),
    );
    assert.match(html, /class="range" x="50%" y="7" width="20%"/);
    assert.match(html, /class="mark" x1="55%" x2="55%"/);
    assert.match(html, /role="img" aria-label="accuracy"/);
  });

  it('draw a whisker only where there is a spread', () => {
    assert.match(toHtml(whiskerBar({ scale: [0, 1], value: 0.5, spread: [0.4, 0.6] })), /x1="40%" x2="60%"/);
    assert.doesNotMatch(toHtml(whiskerBar({ scale: [0, 1], value: 0.5, spread: null })), /whisker"/);
  });
});
