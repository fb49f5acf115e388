import { decimal, percent } from '../../../../output/numbers.ts';
import { withoutEvidenceUntil } from '../../shared/frame.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { moment } from '../../shared/parts/age.ts';
import { badge } from '../../shared/parts/badge.ts';
import { island } from '../../shared/parts/island.ts';
import { meter } from '../../shared/parts/meter.ts';
import { spark } from '../../shared/parts/spark.ts';
import { table } from '../../shared/parts/table.ts';
import { prose } from '../../shared/prose.ts';
import type { PageState } from '../../shared/state.ts';
import { note } from '../class-view.ts';
import { countText, plural } from '../words.ts';
import { type Learned, learnerPanel } from './learner-panel.ts';
import { STAGE_WORDS, said, VERDICT_LEVELS, wealthText } from './words.ts';

type Gate = Learned<'gate'>;
type Verdict = Gate['verdicts'][number];

/** Log wealth from which evidence is called weak, and that timing must reach too. */
export const LN_WEAK = Math.log(4);

/** Whether there is evidence that trading pays: the verdict, its numbers, how they came about, and what was said before. */
export const gatePanel = (state: PageState): ViewNode =>
  learnerPanel(
    state,
    {
      ...{
        id: 'gate',
        part: 'gate',
        title: 'Gate: is there evidence of an edge?',
        url: '/api/learning/gate',
      },
      ...{ className: 'wide twice', nothing: 'No stance was taken yet, so there is nothing to judge.' },
    },
    gate => [
      overridden(state),
      h('p', { class: 'says' }, badge(VERDICT_LEVELS[gate.words], gate.words), ' ', prose(gate.says)),
      meters(gate),
      curve(gate),
      facts(gate),
      verdicts(state, gate.verdicts),
    ],
  );

function overridden(state: PageState): ViewNode | null {
  const until = withoutEvidenceUntil(state);
  if (until === null) return null;
  return h(
    'p',
    { key: 'overridden', class: 'says' },
    badge('problem', 'OVERRIDDEN'),
    ` A person lets it trade WITHOUT evidence until ${until}.`,
  );
}

const meters = ({ lnMoney, lnTiming, lnWanted, capShare }: Gate): ViewNode =>
  h(
    'div',
    { key: 'meters' },
    meter({
      share: lnMoney / lnWanted,
      label: 'Wealth against cash',
      text: `${wealthText(lnMoney)} of ${wealthText(lnWanted)}`,
    }),
    meter({
      share: lnTiming / LN_WEAK,
      label: 'Against usual exposure',
      text: `${wealthText(lnTiming)} of ${wealthText(LN_WEAK)}`,
    }),
    meter({ share: capShare, label: 'Worth of the cap', text: percent(capShare, 0) }),
  );

function curve({ curve: points, lnWanted }: Gate): Child {
  if (points.length < 2) return note('A curve needs two epochs whose outcome is known.');
  const [, money, timing, mixture] = points.at(-1)!;
  const label =
    `Wealth over ${plural(points.length, 'moment')}, on a logarithmic scale: against cash ${wealthText(money)}, ` +
    `against its usual exposure ${wealthText(timing)}, of the experts together ${wealthText(mixture)}; ` +
    `${wealthText(LN_WEAK)} is weak evidence, ${wealthText(lnWanted)} is wanted`;
  return island(
    { id: 'gate-lines', kind: 'lines', label, settings: { lines: 'gate' } },
    spark(
      points.map(([, wealth]) => wealth),
      label,
      640,
    ),
  );
}

const facts = (gate: Gate): ViewNode =>
  h(
    'dl',
    { class: 'facts' },
    said('Stage', `${gate.stage}: ${STAGE_WORDS[gate.stage]}`),
    said(
      'What it does here',
      gate.enforced ? 'decides: no entry without it' : 'informs: entries need no evidence',
    ),
    said('Candidate', h('code', {}, gate.candidate), `, number ${countText(gate.generation)}`),
    said('Epochs known', `${countText(gate.epochs)}; ${dueText(gate)}`),
  );

const dueText = ({ epochsToWanted }: Gate): string =>
  epochsToWanted === null
    ? 'at this growth never enough'
    : `at this growth ${decimal(Math.ceil(epochsToWanted), 0)} more to full size`;

function verdicts(state: PageState, all: readonly Verdict[]): Child {
  if (all.length === 0) return note('It has given no verdict yet.');
  return table({
    id: 'verdicts-table',
    caption: 'Verdicts of the gate, newest first',
    columns: [
      { id: 'at', title: 'Verdict', cell: verdict => h('span', { class: 'moment' }, moment(verdict.at)) },
      { id: 'stage', title: 'Stage', cell: stageText },
      { id: 'money', title: 'Wealth', numeric: true, cell: ({ lnMoney }) => wealthText(lnMoney) },
      {
        id: 'timing',
        title: 'Timing',
        numeric: true,
        minor: true,
        cell: ({ lnTiming }) => wealthText(lnTiming),
      },
      { id: 'wanted', title: 'Wanted', numeric: true, cell: ({ lnWanted }) => wealthText(lnWanted) },
      { id: 'why', title: 'Why', cell: ({ why }) => prose(why) },
    ],
    rows: all.toReversed(),
    key: ({ at, generation, to }) => `${at} ${generation} ${to}`,
    state,
  });
}

const stageText = ({ from, to }: Verdict): string => (from === to ? to : `${from} → ${to}`);
