import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { type ClassGate, URLS } from '../answers.ts';
import { type ClassView, classPanel, modelCommand, note, withAnswer } from '../class-view.ts';
import { plural } from '../words.ts';

type Condition = ClassGate['conditions'][number];

/** What the evidence says of the model in use, condition by condition. */
export const evidencePanel = (view: ClassView): ViewNode =>
  classPanel(
    view,
    {
      id: 'evidence',
      title: 'Evidence',
      url: URLS.gate,
      command: modelCommand(view.status.model),
    },
    withAnswer<ClassGate>(view, URLS.gate, evidence),
  );

function evidence({ conditions, verdict }: ClassGate): Child {
  if (conditions.length === 0) return note('There is no record to judge by.');
  const held = conditions.filter(({ holds }) => holds === true).length;
  return [
    h(
      'p',
      { class: 'says' },
      `${held} of ${plural(conditions.length, 'condition')} hold. They inform; what decides is the wealth of the gate: `,
      verdict === null ? 'no stance was taken on this class.' : `${verdict.words}.`,
    ),
    h('ul', { class: 'conditions' }, conditions.map(line)),
  ];
}

const SIGNS = {
  true: ['✓', 'Holds', 'holds'],
  false: ['✕', 'Does not hold', 'fails'],
  null: ['?', 'Cannot be told', 'open'],
} as const;

function line({ name, holds, seen, wanted }: Condition): ViewNode {
  const [sign, word, className] = SIGNS[`${holds}`];
  return h(
    'li',
    { key: name, class: className },
    h('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    h(
      'div',
      {},
      h('p', {}, h('span', { class: 'unseen' }, `${word}: `), name),
      h('p', { class: 'quiet' }, `${seen}; wanted: ${wanted}`),
    ),
  );
}
