import { canonicalJson } from '../../core/canonical-json.ts';
import { isoTime } from '../../core/clock.ts';
import type { JournalPeriod } from '../../drift/read-period.ts';
import { type Step, stepsOf } from '../../drift/steps.ts';
import { type Entry, isEntry } from '../../journal/entry.ts';
import type { HiveState } from '../../journal/state.ts';
import { classLearner } from '../../learning/feedback/learning-state.ts';
import { gateFigures } from '../../learning/feedback/stage.ts';
import type { ReportOutput } from '../schemas/report.ts';
import type { ModelHistory } from './model-history.ts';

/** What the gate stood at in the beginning and at the end; null before the first stance of a learner. */
export const gateFacts = ({ start, end }: JournalPeriod): ReportOutput['gate'] => ({
  start: gateAt(start),
  end: gateAt(end),
});

function gateAt({ learning }: HiveState): ReportOutput['gate']['end'] {
  const learner = classLearner(learning, 'crypto');
  if (learner.candidate === null) return null;
  const { lnMoney, lnTiming, lnWanted } = gateFigures(learner);
  return { stage: learner.stage, lnMoney, lnTiming, lnWanted, epochs: learner.evidence.money.epochs };
}

/** Verdicts of the gate, halts, and what people did. */
export const eventFacts = (steps: readonly Step[]): ReportOutput['events'] =>
  steps.flatMap(({ entry }) => {
    const text = textOf(entry);
    return text === null ? [] : [{ at: isoTime(entry.atMs), type: entry.type, text }];
  });

function textOf(entry: Entry): string | null {
  if (isEntry(entry, 'HALT')) return `halted: ${entry.data.reason}`;
  if (isEntry(entry, 'RESUME')) return `resumed: ${entry.data.reason}`;
  if (isEntry(entry, 'FLATTEN')) return `everything is to be sold: ${entry.data.reason}`;
  if (isEntry(entry, 'BALANCE')) return `the account was taken over as it is: ${entry.data.reason}`;
  if (isEntry(entry, 'ADJUSTED'))
    return `fees corrected: cash ${entry.data.cash}${coinsText(entry.data.coins)}`;
  if (isEntry(entry, 'ARMED'))
    return `real money allowed until ${entry.data.until}${entry.data.withoutEvidence ? ', without evidence' : ''}`;
  return rareText(entry);
}

function rareText(entry: Entry): string | null {
  if (isEntry(entry, 'DISARMED')) return `real money no longer allowed: ${entry.data.reason}`;
  if (isEntry(entry, 'RESET')) return `forgotten on purpose (${entry.data.what}): ${entry.data.reason}`;
  if (isEntry(entry, 'REPAIR')) return 'a torn last line of the journal was moved aside';
  if (isEntry(entry, 'EXTERNAL')) return `an order of somebody else: ${entry.data.side} ${entry.data.symbol}`;
  if (isEntry(entry, 'VERDICT')) return `the gate: ${entry.data.from} to ${entry.data.to}, ${entry.data.why}`;
  return null;
}

const coinsText = (coins: Readonly<Record<string, string>>): string =>
  Object.entries(coins)
    .map(([symbol, change]) => `, ${change} ${symbol}`)
    .join('');

/** Settings that decide, where they changed. */
export function configFacts({ steps, settings }: JournalPeriod): ReportOutput['config'] {
  let known: Readonly<Record<string, string | number>> | null = settings;
  return stepsOf(steps, 'CONFIG').flatMap(({ atMs, data }) => {
    const before = known;
    known = data.settings;
    return before === null ? [] : [{ at: isoTime(atMs), changes: changesOf(before, data.settings) }];
  });
}

type Plain = Readonly<Record<string, string | number>>;

const changesOf = (before: Plain, after: Plain): ReportOutput['config'][number]['changes'] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(name => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null))
    .map(name => ({ name, before: valueText(before[name]), after: valueText(after[name]) }));

const valueText = (value: string | number | undefined): string | null =>
  value === undefined ? null : String(value);

export const modelFacts = ({ events }: ModelHistory): ReportOutput['models'] =>
  events.map(({ atMs, ...event }) => ({ at: isoTime(atMs), ...event }));
