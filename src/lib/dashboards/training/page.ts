import { h, type ViewNode } from '../shared/node.ts';
import type { PageDefinition, PageState } from '../shared/state.ts';
import { type AssetClass, type ClassStatus, URLS } from './answers.ts';
import type { ClassView } from './class-view.ts';
import { accountPanels } from './learner/panels.ts';
import { answersCard } from './panels/answers-card.ts';
import { comparePanel } from './panels/compare.ts';
import { confusionPanel } from './panels/confusion.ts';
import { cyclesPanel } from './panels/cycles.ts';
import { driftPanel } from './panels/drift.ts';
import { evidencePanel } from './panels/evidence.ts';
import { foldsPanel } from './panels/folds.ts';
import { importancePanel } from './panels/importance.ts';
import { learningPanel } from './panels/learning.ts';
import { predictionsPanel } from './panels/predictions.ts';
import { progressPanel } from './panels/progress.ts';
import { reliabilityPanel } from './panels/reliability.ts';
import { samplesPanel } from './panels/samples.ts';
import { classTitle } from './words.ts';

/** Whether the model is any good, still good, and better than the last. */
export const training: PageDefinition = {
  name: 'training',
  title: 'Training',
  needs: () => Object.values(URLS),
  view,
};

const ORDER: readonly AssetClass[] = ['crypto', 'stock'];

function view(state: PageState): ViewNode {
  const classes = [...state.feed.status.training.classes].sort(
    (a, b) => ORDER.indexOf(a.assetClass) - ORDER.indexOf(b.assetClass),
  );
  // Before the first cycle a dozen empty panels would say no more than the one that says how to begin.
  const isTrained = state.feed.status.training.cycles > 0;
  return h(
    'div',
    { class: 'training' },
    h('h1', {}, 'Is the model any good?'),
    h(
      'div',
      { key: 'answers', class: 'answers-row' },
      classes.map(status => answersCard({ state, status })),
      progressPanel(state),
    ),
    isTrained && classes.length > 1 && tabs(state, classes),
    sections(state, isTrained ? classes : []),
  );
}

/** The class whose panels are shown where only one is. */
const chosenClass = ({ ui }: PageState, classes: readonly ClassStatus[]): AssetClass | undefined =>
  classes.find(({ assetClass }) => assetClass === ui.class)?.assetClass ?? classes[0]?.assetClass;

/**
 * Without a script both classes are there to be read, and what is of the whole account has its own part; with one, the
 * chosen class has all of it in its grid.
 */
function sections(state: PageState, classes: readonly ClassStatus[]): ViewNode[] {
  if (state.connection.state === 'still')
    return [
      ...classes.map(status => stillSection({ state, status })),
      h(
        'section',
        { key: 'account', class: 'training-grid', 'aria-label': 'The account' },
        accountPanels(state),
      ),
    ];
  const chosen = chosenClass(state, classes);
  const status = classes.find(({ assetClass }) => assetClass === chosen);
  const panels = status ? PANELS.map(panelOf => panelOf({ state, status })) : [];
  return [
    h(
      'section',
      {
        key: `class ${chosen}`,
        class: 'training-grid',
        'aria-label': chosen ? `Panels of ${classTitle(chosen)}` : 'The account',
      },
      panels,
      accountPanels(state),
    ),
  ];
}

function tabs(state: PageState, classes: readonly ClassStatus[]): ViewNode {
  const chosen = chosenClass(state, classes);
  return h(
    'nav',
    { key: 'classes', class: 'classes', 'aria-label': 'Asset class' },
    classes.map(({ assetClass }) =>
      h(
        'a',
        {
          key: assetClass,
          href: `#${assetClass}`,
          'aria-current': state.connection.state !== 'still' && assetClass === chosen ? 'true' : null,
        },
        classTitle(assetClass),
      ),
    ),
  );
}

/** In reading order: what is wide stands beside what is not, so that three columns leave no gap. */
const PANELS: readonly ((view: ClassView) => ViewNode)[] = [
  predictionsPanel,
  confusionPanel,
  comparePanel,
  evidencePanel,
  cyclesPanel,
  samplesPanel,
  foldsPanel,
  learningPanel,
  driftPanel,
  importancePanel,
  reliabilityPanel,
];

/** The panels of one class, where the address `#crypto` leads. */
const stillSection = (view: ClassView): ViewNode =>
  h(
    'section',
    {
      key: `class ${view.status.assetClass}`,
      id: view.status.assetClass,
      class: 'class-section',
      'aria-label': `Panels of ${classTitle(view.status.assetClass)}`,
    },
    h('h2', { class: 'class-title' }, classTitle(view.status.assetClass)),
    h(
      'div',
      { class: 'training-grid' },
      PANELS.map(panelOf => panelOf(view)),
    ),
  );
