import { h, type ViewNode } from '../shared/node.ts';
import type { PageDefinition, PageState } from '../shared/state.ts';
import { answerPart } from './parts/answer.ts';
import { decisionsPart } from './parts/decisions.ts';
import { holdingsPart } from './parts/holdings.ts';
import { moneyPart } from './parts/money.ts';

/** The answer on a phone in five seconds: is all well, am I up or down, what is open, what was decided. */
export const simple: PageDefinition = {
  name: 'simple',
  title: 'Simple',
  needs: () => [],
  view,
};

function view(state: PageState): ViewNode {
  return h(
    'div',
    { class: 'simple' },
    answerPart(state),
    moneyPart(state),
    holdingsPart(state),
    decisionsPart(state),
  );
}
