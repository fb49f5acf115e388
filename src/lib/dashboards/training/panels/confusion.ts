import { percent } from '../../../../output/numbers.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { type ClassCalibration, URLS } from '../answers.ts';
import { type ClassView, classPanel, modelCommand, note, withAnswer } from '../class-view.ts';
import { countText } from '../words.ts';

type Confusion = NonNullable<ClassCalibration['confusion']>;

/** What was said out of sample, and what came of it. */
export const confusionPanel = (view: ClassView): ViewNode =>
  classPanel(
    view,
    {
      id: 'confusion',
      title: 'Confusion matrix',
      url: URLS.calibration,
      command: modelCommand(view.status.model),
    },
    withAnswer<ClassCalibration>(view, URLS.calibration, ({ model, confusion }) => {
      if (model === null) return note('No model is in use.');
      return confusion ? matrix(confusion) : note('This model was trained before its outcomes were kept.');
    }),
  );

function matrix(confusion: Confusion): Child {
  const { truePositive, falsePositive, trueNegative, falseNegative } = confusion;
  const total = truePositive + falsePositive + trueNegative + falseNegative;
  if (total === 0) return note('Nothing was scored.');
  const paid = truePositive + falseNegative;
  const one = (count: number, isRight: boolean) => cell({ count, total, isRight });
  return [
    paid === 0 || paid === total
      ? note(`Every bet ${paid === 0 ? 'failed' : 'paid'}: with one outcome alone, accuracy says nothing.`)
      : null,
    h(
      'div',
      { class: 'table-frame' },
      h(
        'table',
        { class: 'matrix' },
        h('caption', { class: 'unseen' }, 'Predictions by what came of them'),
        h('thead', {}, h('tr', {}, h('td', {}), head('col', 'It paid'), head('col', 'It did not'))),
        h(
          'tbody',
          {},
          h('tr', {}, head('row', 'Said: it pays'), one(truePositive, true), one(falsePositive, false)),
          h('tr', {}, head('row', 'Said: it does not'), one(falseNegative, false), one(trueNegative, true)),
        ),
      ),
    ),
    h('p', { class: 'says' }, inWords(confusion)),
  ];
}

const head = (scope: string, text: string): ViewNode => h('th', { scope }, text);

interface Cell {
  readonly count: number;
  readonly total: number;
  readonly isRight: boolean;
}

const cell = ({ count, total, isRight }: Cell): ViewNode =>
  h(
    'td',
    { class: isRight ? 'right' : 'wrong' },
    h('span', { class: 'figure count' }, countText(count)),
    h('span', { class: 'quiet' }, `${percent(count / total)}, ${isRight ? '✓ right' : '✕ wrong'}`),
  );

function inWords({ truePositive, falsePositive, trueNegative, falseNegative }: Confusion): string {
  const of = (right: number, all: number) =>
    all === 0 ? 'never said' : `right ${percent(right / all)} of the time`;
  return (
    `"It pays" was ${of(truePositive, truePositive + falsePositive)}; ` +
    `"it does not" was ${of(trueNegative, trueNegative + falseNegative)}.`
  );
}
