import type { ReportOutput } from '../../../lib/app/schemas/report.ts';
import type { Section } from './blocks.ts';
import { driftSection } from './drift-section.ts';
import { moneySection } from './money-section.ts';
import { operatingSection } from './operating-section.ts';
import { tradingSection } from './trading-section.ts';
import { change, minute } from './words.ts';

export const sectionsOf = (report: ReportOutput): Section[] => [
  moneySection(report),
  driftSection(report),
  tradingSection(report),
  operatingSection(report),
];

export const titleOf = ({ kind, name }: ReportOutput): string =>
  `${kind === 'daily' ? 'Daily' : 'Weekly'} report ${name}`;

/** The one sentence to take away. */
export function verdictOf({ profit, drift }: ReportOutput): string {
  const replay = drift ? `; a replay of the same moments makes ${change(drift.replay)}` : '';
  return `The account made ${change(profit.total)}, chance ${change(profit.control)}${replay}.`;
}

/** What it is about. */
export function contextOf({ mode, account, strategy, complete, until, from, to }: ReportOutput): string {
  const read = complete ? '' : ` Not over yet: read up to ${minute(until)}.`;
  return `${mode} account ${account}, strategy ${strategy}, ${minute(from)} to ${minute(to)}.${read}`;
}
