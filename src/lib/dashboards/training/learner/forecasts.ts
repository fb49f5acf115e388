import { decimal, percent } from '../../../../output/numbers.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { badge } from '../../shared/parts/badge.ts';
import { intervalBar } from '../../shared/parts/interval-bar.ts';
import type { PageState } from '../../shared/state.ts';
import { reliabilityFigure } from '../reliability-figure.ts';
import { countText } from '../words.ts';
import { type Learned, learnerPanel } from './learner-panel.ts';
import { fact } from './words.ts';

/** Wealth of the bettor against confident forecasts at which they are believed no more. */
const SILENCING_WEALTH = 20;
/** Wealth of the bettor on the forecasts that luck alone reaches in one case of twenty. */
const EVIDENCE_WEALTH = 20;

/** Forecasts as they were made, each scored before anything was learned from it. */
export const forecastsPanel = (state: PageState): ViewNode =>
  learnerPanel(
    state,
    {
      ...{
        id: 'forecasts',
        part: 'skill',
        title: 'Forecasts, scored before learning',
        url: '/api/learning/status',
      },
      nothing: 'No forecast has met its outcome yet.',
    },
    skill => forecasts(skill, state),
  );

function forecasts(skill: Learned<'skill'>, state: PageState): Child {
  const [low, high] = skill.interval;
  const accuracy = `${percent(skill.accuracy)} [${percent(low)} to ${percent(high)}]`;
  return [
    skill.silenced &&
      h(
        'p',
        { class: 'says' },
        badge('problem', 'overconfident'),
        ' Its probabilities move nothing any more.',
      ),
    intervalBar({
      ...{ scale: [0, 1], value: skill.accuracy, interval: skill.interval, mark: 0.5 },
      label: `Accuracy ${accuracy}, valid at any time; dashed: one half`,
    }),
    h(
      'dl',
      { class: 'facts' },
      fact('Accuracy', accuracy),
      fact('Epochs scored', countText(skill.n)),
      fact('Log loss', against(skill.logLoss, skill.climatologyLogLoss)),
      fact('Brier score', against(skill.brier, skill.climatologyBrier)),
      fact('Wealth against the base rate', `${decimal(skill.advantage, 2)} of ${EVIDENCE_WEALTH}`),
      fact('Said with over 70 %', `${countText(skill.claims)}, came true ${decimal(skill.claimsTrue, 1)}`),
      fact('Overconfidence wealth', `${decimal(skill.overconfidence, 2)} of ${SILENCING_WEALTH}`),
    ),
    reliabilityFigure('forecasts-reliability', skill.reliability, state),
  ];
}

const against = (loss: number, climatology: number): string =>
  `${decimal(loss, 3)}, base rate ${decimal(climatology, 3)}`;
