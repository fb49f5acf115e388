import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { island } from '../../shared/parts/island.ts';
import { type Evaluation, URLS } from '../answers.ts';
import { type ClassView, classPanel, modelCommand, note } from '../class-view.ts';
import { lossText, plural } from '../words.ts';

/** Log loss fold by fold against what the base rate alone would lose. */
export const learningPanel = (view: ClassView): ViewNode =>
  classPanel(
    view,
    {
      id: 'learning',
      title: 'Learning: log loss by fold',
      url: URLS.evaluation,
      command: modelCommand(view.status.model),
    },
    view.status.evaluation ? losses(view, view.status.evaluation) : note('No model with a record is in use.'),
  );

function losses(view: ClassView, { folds, logLoss, climatologyLogLoss }: Evaluation): Child {
  const better = folds.filter(fold => fold.logLoss < climatologyLogLoss).length;
  const says = h(
    'p',
    { class: 'says' },
    `${lossText(logLoss)} over all, climatology ${lossText(climatologyLogLoss)}; lower is better. `,
    `${better} of ${plural(folds.length, 'fold')} below climatology.`,
  );
  if (folds.length < 2) return [says, note('A line needs two folds.')];
  const values = folds.map(fold => fold.logLoss);
  const label = `Log loss of ${plural(folds.length, 'fold')}, the first ${lossText(values[0]!)}, the last ${lossText(values.at(-1)!)}; climatology ${lossText(climatologyLogLoss)}`;
  return [
    says,
    island(
      {
        id: `${view.status.assetClass}-loss-lines`,
        kind: 'lines',
        label,
        settings: { lines: 'loss', class: view.status.assetClass },
      },
      note('The log loss of each fold is in the table of folds.'),
    ),
  ];
}
