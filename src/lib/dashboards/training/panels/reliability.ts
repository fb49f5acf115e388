import { decimal, percent } from '../../../../output/numbers.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { type ClassCalibration, type Evaluation, URLS } from '../answers.ts';
import { type ClassView, classPanel, modelCommand, note, withAnswer } from '../class-view.ts';
import { reliabilityFigure } from '../reliability-figure.ts';
import { countText } from '../words.ts';

/** Wealth of the overconfidence test that an honest model reaches in one case of twenty. */
const DISHONEST_WEALTH = 20;

/** Whether what is said with 60 % comes true in 60 of 100 cases. */
export const reliabilityPanel = (view: ClassView): ViewNode =>
  classPanel(
    view,
    {
      id: 'reliability',
      title: 'Reliability',
      url: URLS.calibration,
      command: modelCommand(view.status.model),
    },
    withAnswer<ClassCalibration>(view, URLS.calibration, row => reliability(view, row)),
  );

function reliability(
  view: ClassView,
  { model, method, calibrationError, reliability: bins }: ClassCalibration,
): Child {
  if (model === null) return note('No model is in use.');
  const { evaluation } = view.status;
  return [
    bins
      ? reliabilityFigure(`${view.status.assetClass}-reliability`, bins, view.state)
      : note('This model was trained before its bins were kept.'),
    h(
      'dl',
      { class: 'facts' },
      fact('Calibration', method ?? '–'),
      fact('Calibration error', percent(calibrationError)),
      evaluation && confidence(evaluation),
    ),
  ];
}

const fact = (name: string, text: string): ViewNode[] => [
  h('dt', { key: name }, name),
  h('dd', { key: `${name} figure`, class: 'figure' }, text),
];

const confidence = ({ confident: { count, share, hitRate, overconfidence } }: Evaluation): Child => [
  fact('Said with over 70 %', `${countText(count)} (${percent(share)})`),
  fact('Of these came true', hitRate === null ? 'none to tell by' : percent(hitRate)),
  fact(
    'Overconfidence wealth',
    overconfidence === null
      ? 'none to tell by'
      : `${decimal(overconfidence, 2)}, ${overconfidence < DISHONEST_WEALTH ? 'below' : 'not below'} ${DISHONEST_WEALTH}`,
  ),
];
