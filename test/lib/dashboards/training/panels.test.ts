import assert from 'node:assert/strict';
import type { ViewNode } from '../../../../src/lib/dashboards/shared/node.ts';
import { firstState } from '../../../../src/lib/dashboards/shared/page.ts';
import type { PageState } from '../../../../src/lib/dashboards/shared/state.ts';
import { toHtml } from '../../../../src/lib/dashboards/shared/to-html.ts';
import type { Evaluation } from '../../../../src/lib/dashboards/training/answers.ts';
import type { ClassView } from '../../../../src/lib/dashboards/training/class-view.ts';
import { comparePanel } from '../../../../src/lib/dashboards/training/panels/compare.ts';
import { confusionPanel } from '../../../../src/lib/dashboards/training/panels/confusion.ts';
import { controlPanel } from '../../../../src/lib/dashboards/training/panels/control.ts';
import { cyclesPanel } from '../../../../src/lib/dashboards/training/panels/cycles.ts';
import { driftPanel } from '../../../../src/lib/dashboards/training/panels/drift.ts';
import { evidencePanel } from '../../../../src/lib/dashboards/training/panels/evidence.ts';
import { foldsPanel } from '../../../../src/lib/dashboards/training/panels/folds.ts';
import { importancePanel } from '../../../../src/lib/dashboards/training/panels/importance.ts';
import { learningPanel } from '../../../../src/lib/dashboards/training/panels/learning.ts';
import { predictionsPanel } from '../../../../src/lib/dashboards/training/panels/predictions.ts';
import { reliabilityPanel } from '../../../../src/lib/dashboards/training/panels/reliability.ts';
import { samplesPanel } from '../../../../src/lib/dashboards/training/panels/samples.ts';
import { SAMPLE_NOW, sampleFeed } from '../../../support/sample-feed.ts';
import {
  loadedAnswers,
  type SampleAnswers,
  sampleAnswers,
  sampleEvaluation,
} from '../../../support/sample-training.ts';

type Answers = { readonly [Url in keyof SampleAnswers]?: SampleAnswers[Url] };

const state = (answers: Answers = {}, ui: Readonly<Record<string, string>> = {}): PageState => ({
  ...firstState('training', { feed: sampleFeed(), nowMs: SAMPLE_NOW, answers: loadedAnswers(answers) }),
  ...{ connection: { state: 'live' }, ui },
});

/** The crypto class of the sample, `evaluation` in place of its own. */
function view({
  answers = {},
  ui = {},
  evaluation,
}: {
  answers?: Answers;
  ui?: Record<string, string>;
  evaluation?: Evaluation | null;
} = {}): ClassView {
  const shown = state(answers, ui);
  const status = shown.feed.status.training.classes.find(({ assetClass }) => assetClass === 'crypto')!;
  return { state: shown, status: evaluation === undefined ? status : { ...status, evaluation } };
}

/** Cells of a panel's table, row by row, as they are read. */
const rowsOf = (panel: ViewNode): string[][] =>
  [...toHtml(panel).matchAll(/<tr role="row"[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell!.replaceAll(/<[^>]+>/g, '')),
  );
const rowOf = (panel: ViewNode, first: string): string[] => rowsOf(panel).find(([cell]) => cell === first)!;

/** An answer of the sample with the crypto class changed. */
function changed<Url extends keyof SampleAnswers>(url: Url, change: object): Answers {
  const answer = structuredClone(sampleAnswers()[url]) as unknown as { classes: { assetClass: string }[] };
  const classes = answer.classes.map(row => (row.assetClass === 'crypto' ? { ...row, ...change } : row));
  return { [url]: { classes } } as unknown as Answers;
}

describe('cycles and runs', () => {
  it('counts what came of the symbols of the class alone', () => {
    assert.deepEqual(rowOf(cyclesPanel(view()), '41').slice(2), [
      ...['4m 30s ago', '2', '2', 'not due', '–', '–', '–'],
    ]);
  });

  it('shows what a training came to, and why there was none', () => {
    const row = rowOf(cyclesPanel(view()), '40');
    assert.deepEqual(row.slice(5), ['✓ trained', '51.0 % [53.0 to 70.0]', '0.650', 'crypto-0040']);
    const stocks = view();
    const status = stocks.state.feed.status.training.classes.find(each => each.assetClass === 'stock')!;
    assert.match(
      rowOf(cyclesPanel({ ...stocks, status }), '35')[5]!,
      /refused.*There are 120 matured samples/,
    );
  });

  it('sorts by what it is asked to, what is not there last', () => {
    const sorted = view({ ui: { 'sort:crypto-cycles-table': 'accuracy descending' } });
    const cycles = rowsOf(cyclesPanel(sorted))
      .slice(1)
      .map(([cycle]) => cycle);
    assert.deepEqual(cycles.slice(0, 3), ['25', '10', '35']);
    assert.equal(cycles.length, 42);
  });
});

describe('champion against challenger', () => {
  it('gives each figure of both, and the difference with its interval', () => {
    const panel = comparePanel(view());
    assert.deepEqual(rowOf(panel, 'Accuracy'), ['Accuracy', '62.0 %', '55.0 %', '+7.0 points', '']);
    assert.deepEqual(rowOf(panel, '95 % interval').slice(3), ['-5.7 to +19.0', '']);
    assert.deepEqual(rowOf(panel, 'Log loss'), ['Log loss', '0.660', '0.680', '-0.020', '✓ champion']);
  });

  it('stands without a challenger, and without a champion', () => {
    const alone = comparePanel(view({ answers: changed('/api/training/evaluation', { challenger: null }) }));
    assert.deepEqual(rowOf(alone, 'Accuracy'), ['Accuracy', '62.0 %', '–', '–', '']);
    const none = changed('/api/training/evaluation', { champion: null, trouble: 'The file is gone.' });
    assert.match(toHtml(comparePanel(view({ answers: none }))), /The file is gone\..*hive models list/);
  });
});

describe('folds and what they lost', () => {
  it('stand over time, and in a table', () => {
    const panel = foldsPanel(view());
    assert.match(toHtml(panel), /3 of 3 folds above the baseline of 58\.0 % \(majority, dashed\)/);
    assert.deepEqual(rowsOf(panel)[1]!.slice(2), ['80', '60.0 %', '▲ above', '0.670']);
  });

  it('say so where there are none', () => {
    const evaluation = sampleEvaluation({ folds: [] });
    assert.match(toHtml(foldsPanel(view({ evaluation }))), /evaluated without folds/);
    assert.match(toHtml(learningPanel(view({ evaluation }))), /A line needs two folds/);
    assert.match(toHtml(foldsPanel(view({ evaluation: null }))), /No model with a record/);
  });

  it('are counted against climatology', () => {
    assert.match(toHtml(learningPanel(view())), /0\.660 over all, climatology 0\.690.*3 of 3 folds below/s);
  });
});

describe('what was said and what came of it', () => {
  it('is counted four ways, and told in words', () => {
    const html = toHtml(confusionPanel(view()));
    assert.match(html, /90<\/span>.*37\.5 %, ✓ right.*40<\/span>.*16\.7 %, ✕ wrong/s);
    assert.match(html, /was right 69\.2 % of the time;.*was right 53\.6 % of the time/s);
  });

  it('says nothing of a model that saw one outcome alone', () => {
    const confusion = { truePositive: 9, falsePositive: 0, trueNegative: 0, falseNegative: 3 };
    const html = toHtml(
      confusionPanel(view({ answers: changed('/api/training/calibration', { confusion }) })),
    );
    assert.match(html, /Every bet paid: with one outcome alone, accuracy says nothing/);
    const never = { ...confusion, truePositive: 0 };
    const other = changed('/api/training/calibration', { confusion: { ...never, falseNegative: 4 } });
    assert.match(toHtml(confusionPanel(view({ answers: other }))), /was never said/);
  });

  it('is a dot for each bin that has predictions, the table having all of them', () => {
    const panel = reliabilityPanel(view());
    assert.equal(toHtml(panel).split('class="dot"').length - 1, 6);
    assert.deepEqual(rowOf(panel, '30 % to 40 %'), ['30 % to 40 %', '50', '35.0 %', '39.0 %']);
    assert.deepEqual(rowOf(panel, '0 % to 10 %'), ['0 % to 10 %', '0', '–', '–']);
    assert.match(toHtml(panel), /19 \(8\.0 %\).*74\.0 %.*1\.20, below 20/s);
  });

  it('is said to be missing of a model of before', () => {
    const answers = changed('/api/training/calibration', { reliability: null, confusion: null });
    assert.match(toHtml(reliabilityPanel(view({ answers }))), /before its bins were kept/);
    assert.match(toHtml(confusionPanel(view({ answers }))), /before its outcomes were kept/);
  });
});

describe('features', () => {
  it('have their share and its range over the kept models', () => {
    const html = toHtml(importancePanel(view()));
    assert.match(html, /rsi<\/span>.*22\.2 %.*17\.8 % to 27\.8 %/s);
    assert.match(html, /lowest and highest of 2 kept models/);
  });

  it('have no range over one model', () => {
    const html = toHtml(
      importancePanel(view({ answers: changed('/api/training/importance', { models: 1 }) })),
    );
    assert.doesNotMatch(html, /whisker"/);
    assert.match(html, /A spread needs a second model/);
  });

  it('have their drift, what is not known as a dash', () => {
    const panel = driftPanel(view());
    assert.deepEqual(rowOf(panel, 'volume').slice(0, 4), ['volume', '✕ drifted', '0.310', '0.130']);
    assert.deepEqual(rowOf(panel, 'range').slice(0, 4), ['range', 'i cannot tell', '–', '–']);
  });
});

describe('samples', () => {
  it('say how full the window is and how the bets in it ended', () => {
    const html = toHtml(samplesPanel(view({ answers: changed('/api/training/samples', { inWindow: 450 }) })));
    assert.match(html, /450 of 500.*Too few to fill the window/s);
    assert.match(html, /Ended at the stop.*230 \(51\.1 %\)/s);
  });

  it('say that one outcome alone teaches nothing', () => {
    const html = toHtml(samplesPanel(view({ answers: changed('/api/training/samples', { paid: 0 }) })));
    assert.match(html, /Every bet of the window failed/);
  });
});

describe('the other panels', () => {
  it('list the conditions of the gate with a sign and in words', () => {
    const html = toHtml(evidencePanel(view()));
    assert.match(html, /1 of 3 conditions hold/);
    for (const [sign, word] of [
      ['✓', 'Holds'],
      ['✕', 'Does not hold'],
      ['\\?', 'Cannot be told'],
    ])
      assert.match(html, new RegExp(`>${sign}<.*${word}: `, 's'));
  });

  it('show predictions of the class, and the reason where there is none', () => {
    const panel = predictionsPanel(view());
    assert.deepEqual(rowOf(panel, 'BTC/USD').slice(1, 4), ['▲ BUY', '72.0 %', '68.0 % to 75.0 %']);
    assert.deepEqual(rowOf(panel, 'ETH/USD').slice(1, 3), ['! NO_FEATURES', '–']);
    assert.equal(rowOf(panel, 'AAPL'), undefined);
  });

  it('hold the account against the control arm, or say that neither has traded', () => {
    const panel = controlPanel(state());
    assert.match(toHtml(panel), /luck more than skill\..*\+\$2\.90/s);
    assert.deepEqual(rowOf(panel, 'Profit'), ['Profit', '+$1.10 (+0.01 %)', '-$1.80 (-0.02 %)']);
    const learning = { ...sampleAnswers()['/api/learning/status'], control: null };
    assert.match(toHtml(controlPanel(state({ '/api/learning/status': learning }))), /hive trade tick/);
  });
});
