import { percent } from '../../../../output/numbers.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { badge, type Level } from '../../shared/parts/badge.ts';
import { intervalBar } from '../../shared/parts/interval-bar.ts';
import { prose } from '../../shared/prose.ts';
import {
  type ClassDrift,
  type ClassEvaluation,
  type ClassGate,
  type ClassSamples,
  type Evaluation,
  URLS,
} from '../answers.ts';
import { type ClassView, classPanel, modelCommand, ofClass } from '../class-view.ts';
import { isBetterThanLast, isGood, isStillGood, type Judgement } from '../judgement.ts';
import { VERDICT_LEVELS } from '../learner/words.ts';
import { accuracyScale } from '../scales.ts';
import { accuracyText, bestBaseline, classTitle, countText } from '../words.ts';

/** Is the model of a class any good, still good, better than the last? In words, before any figure. */
export function answersCard(view: ClassView): ViewNode {
  const { status } = view;
  const { model, evaluation, trouble } = status;
  return classPanel(
    view,
    {
      id: 'answers',
      title: classTitle(status.assetClass),
      url: URLS.evaluation,
      command: modelCommand(model),
      className: 'answers-card',
      aside: model !== null && h('code', {}, model),
    },
    trouble !== null && inUse('problem', 'The model in use cannot be used', trouble),
    model === null && trouble === null && noModel(view),
    evaluation && headline(evaluation),
    evaluation && questions(view, evaluation),
    model !== null && evaluation === null && inUse('warning', 'No record', 'This model was never evaluated.'),
    status.trainedTo !== null && trainedTo(view, status.trainedTo),
  );
}

const inUse = (level: Level, word: string, text: string): ViewNode =>
  h('p', { class: 'says' }, badge(level, word), ' ', text);

/** Why there is none: what the last training said, or how many samples are wanting. */
function noModel(view: ClassView): ViewNode {
  const samples = ofClass<ClassSamples>(view, URLS.samples);
  const { matured, window } = view.status;
  const have = samples?.inWindow ?? Math.min(matured, window);
  return h(
    'div',
    { class: 'says' },
    h(
      'p',
      {},
      badge('info', 'No model yet'),
      ' ',
      `${countText(have)} of ${countText(window)} samples are there.`,
    ),
    h(
      'p',
      {},
      'A training runs every few cycles; to train now: ',
      h('code', {}, 'hive train cycle --force-train'),
    ),
  );
}

function headline(evaluation: Evaluation): ViewNode {
  const baseline = bestBaseline(evaluation);
  return h(
    'div',
    { class: 'headline' },
    h('p', { class: 'big figure', 'data-flash': '' }, percent(evaluation.accuracy)),
    h(
      'div',
      { class: 'headline-bar' },
      intervalBar({
        scale: accuracyScale(evaluation),
        value: evaluation.accuracy,
        interval: evaluation.accuracyInterval95,
        mark: baseline.value,
        label: `Accuracy ${accuracyText(evaluation)}, ${baseline.name} ${percent(baseline.value)}`,
      }),
      h(
        'p',
        { class: 'quiet' },
        `accuracy out of sample, 95 % interval; dashed: ${baseline.name} ${percent(baseline.value)}`,
      ),
    ),
  );
}

function questions(view: ClassView, evaluation: Evaluation): ViewNode {
  const drift = ofClass<ClassDrift>(view, URLS.drift);
  const compared = ofClass<ClassEvaluation>(view, URLS.evaluation);
  const gate = ofClass<ClassGate>(view, URLS.gate);
  return h(
    'dl',
    { class: 'questions' },
    question('Any good?', isGood(evaluation)),
    question('Still good?', drift && isStillGood(drift)),
    question('Better than the last?', compared && isBetterThanLast(compared)),
    doesItPay(gate),
  );
}

/** The verdict of the gate, in its own words. */
function doesItPay(gate: ClassGate | null): ViewNode[] {
  const verdict = gate?.verdict;
  const answer = verdict
    ? [badge(VERDICT_LEVELS[verdict.words], verdict.words), ' ', prose(verdict.says)]
    : [badge('info', 'Cannot tell yet'), ' ', gate ? 'No stance was taken on this class.' : 'Not known now.'];
  return [h('dt', { key: 'pays' }, 'Does it pay?'), h('dd', { key: 'pays answer' }, answer)];
}

function question(text: string, judgement: Judgement | null): ViewNode[] {
  const [level, word] = wordOf(judgement?.says ?? null);
  return [
    h('dt', { key: text }, text),
    h('dd', { key: `${text} answer` }, badge(level, word), ' ', judgement?.sentence ?? 'Not known now.'),
  ];
}

function wordOf(says: boolean | null): readonly [Level, string] {
  if (says === null) return ['info', 'Cannot tell yet'];
  return says ? ['good', 'Yes'] : ['problem', 'No'];
}

const trainedTo = ({ state }: ClassView, at: string): ViewNode =>
  h('p', { class: 'quiet' }, 'Trained on bars up to ', age(at, state.nowMs), '.');
