import type { ShownModel } from '../../lib/app/learn/show-model.ts';
import type { ModelDetail } from '../../lib/app/models.ts';
import { decimal, NONE, percent, signedPercent } from '../numbers.ts';
import { paint } from '../paint.ts';
import { utcMinute } from '../times.ts';
import { type Fact, facts } from './facts.ts';
import { plural } from './plural.ts';
import { scorecard } from './scorecard.ts';
import { page, type Screen } from './screen.ts';

/** One model: what it was made of and how it did out of sample. */
export function renderModel({ model, gate }: ShownModel, screen: Screen): string {
  const { name, current, bytes, detail } = model;
  const head = paint(screen, 'bold', current ? `${name}, the current model` : name);
  if (!detail) return page(screen, [head]);
  const { evaluation, breakEven } = detail;
  const options = { width: screen.width, indent: 2 };
  const record = evaluation ? scorecard(evaluation, breakEven?.pStar ?? null) : [];
  return page(screen, [
    `${head}\n${facts(made(detail, bytes), options)}`,
    record.length > 0 ? `Out of sample\n${facts(record, options)}` : 'It was never evaluated.',
    gate ? `Gate: ${gate.words}\n${facts(gateFacts(gate), options)}` : '',
    `Share of splits\n${facts(importance(detail), options)}`,
  ]);
}

/** The evidence is that of the strategy and its trainings, of which the model is the newest. */
const gateFacts = ({ says, stage, generation, epochs }: NonNullable<ShownModel['gate']>): Fact[] => [
  ['Verdict', says],
  ['Candidate', `number ${generation}, ${stage}, ${plural(epochs, 'epoch')} known`],
];

function made(detail: ModelDetail, bytes: number): Fact[] {
  const { rows, trainedFrom, trainedTo, learner, seed, calibration, breakEven } = detail;
  return [
    ['Class', `${detail.assetClass}, ${detail.interval} bars, source ${detail.source}`],
    ['Learner', `${learner}, seed ${seed}, calibration ${calibration}`],
    [
      'Samples',
      `${decimal(rows, 0)}, ${utcMinute(Date.parse(trainedFrom))} to ${utcMinute(Date.parse(trainedTo))}`,
    ],
    ['Label', detail.labelSet],
    ['Features', detail.featureSet],
    ['A bet', breakEven ? betText(breakEven) : NONE],
    ['Hash', detail.hash.slice(0, 16)],
    ['Size', `${decimal(bytes / 1_000, 0)} kB`],
  ];
}

const betText = ({ meanWin, meanLoss, cost }: NonNullable<ModelDetail['breakEven']>): string =>
  `wins ${signedPercent(meanWin, 2)} or loses ${percent(meanLoss, 2)} on average, costs ${percent(cost, 2)}`;

const importance = (detail: ModelDetail): Fact[] =>
  detail.importance.map(({ feature, share }) => [feature, percent(share)]);
