import type { ReportOutput } from '../../../lib/app/schemas/report.ts';
import { decimal } from '../../numbers.ts';
import { plural } from '../../render/plural.ts';
import { type Block, RIGHT, type Section, tableOf, text } from './blocks.ts';
import { minute } from './words.ts';

/** What ran and what did not, what changed, and what the gate says. */
export const operatingSection = (report: ReportOutput): Section => ({
  id: 'running',
  title: 'Ticks, training, changes',
  blocks: [
    running(report),
    ...missedTicks(report),
    ...events(report),
    ...settings(report),
    ...models(report),
    text('Compare with the broker: hive trade audit. Check the record: hive journal verify.'),
  ],
});

const running = ({ ticks, training, gate }: ReportOutput): Block => ({
  kind: 'facts',
  facts: [
    ['Ticks', ticksText(ticks)],
    ['Training', trainingText(training)],
    ['Gate', gateText(gate)],
  ],
});

function ticksText({ ran, scheduled, missed, lastAt }: ReportOutput['ticks']): string {
  const last = lastAt === null ? '' : `, the last ${minute(lastAt)}`;
  if (scheduled === null) return `${decimal(ran, 0)} ran${last}; no schedule is known`;
  const gone = (missed ?? []).reduce((sum, { slots }) => sum + slots, 0);
  return `${decimal(ran, 0)} ran of ${decimal(scheduled, 0)} scheduled, ${decimal(gone, 0)} missed${last}`;
}

const trainingText = ({ cycles, trainings, newSamples }: ReportOutput['training']): string =>
  cycles === 0
    ? 'no cycle ran'
    : `${plural(cycles, 'cycle')}, ${plural(trainings, 'training')}, ${plural(newSamples, 'new sample')}`;

function gateText({ start, end }: ReportOutput['gate']): string {
  if (!end) return 'nothing to judge yet';
  const at = ({ stage, lnMoney, lnTiming }: NonNullable<typeof end>) =>
    `${stage}, wealth ${decimal(Math.exp(lnMoney), 3)}, timing ${decimal(Math.exp(lnTiming), 3)}`;
  const wanted = `wanted ${decimal(Math.exp(end.lnWanted), 1)}, ${plural(end.epochs, 'epoch')} judged`;
  return start ? `${at(start)}; then ${at(end)} (${wanted})` : `${at(end)} (${wanted})`;
}

const missedTicks = ({ ticks }: ReportOutput): Block[] =>
  tableOf({
    id: 'missed-ticks',
    caption: 'Scheduled moments in which no tick ran.',
    columns: [
      { header: 'From', priority: 1, minWidth: 17 },
      { header: 'To', priority: 1, minWidth: 17 },
      { header: 'Ticks', align: RIGHT, priority: 1 },
      { header: 'Why', priority: 1, minWidth: 12 },
    ],
    rows: (ticks.missed ?? []).map(({ from, to, slots, why }) => [
      minute(from),
      minute(to),
      decimal(slots, 0),
      why ?? 'not known',
    ]),
  });

function events({ events: rows }: ReportOutput): Block[] {
  if (rows.length === 0) return [];
  const facts = rows.map(({ at, text: words }) => [minute(at), words] as const);
  return [text('Halts, verdicts of the gate, and what people did:'), { kind: 'facts', facts }];
}

const settings = ({ config }: ReportOutput): Block[] =>
  tableOf({
    id: 'settings',
    caption: 'Settings that decide, where they changed.',
    columns: [
      { header: 'Time', priority: 1, minWidth: 17 },
      { header: 'Setting', priority: 1 },
      { header: 'Before', priority: 1 },
      { header: 'After', priority: 1 },
    ],
    rows: config.flatMap(({ at, changes }) =>
      changes.map(({ name, before, after }) => [minute(at), name, before ?? 'none', after ?? 'none']),
    ),
  });

const models = ({ models: rows }: ReportOutput): Block[] =>
  tableOf({
    id: 'models',
    caption: 'Models that were trained, or chosen by a person.',
    columns: [
      { header: 'Time', priority: 1, minWidth: 17 },
      { header: 'Class', priority: 2 },
      { header: 'What', priority: 1, minWidth: 8 },
      { header: 'Model', priority: 1, minWidth: 20 },
      { header: 'Why', priority: 3, minWidth: 12 },
    ],
    rows: rows.map(({ at, assetClass, action, model, reason }) => [
      minute(at),
      assetClass,
      action,
      model ?? 'none',
      reason ?? '',
    ]),
  });
