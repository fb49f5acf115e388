import { HiveError } from '../../core/errors.ts';
import { SLOT_MS } from '../../core/slot.ts';
import { type Drift, driftOf, sumOfDrifts } from '../../drift/drift.ts';
import type { DriftPorts } from '../../drift/ports.ts';
import { type JournalPeriod, segmentsOf } from '../../drift/read-period.ts';
import type { References } from '../../drift/reference.ts';
import type { Marks } from '../../tick/market-view.ts';
import type { Reading } from '../reading.ts';
import type { ModelHistory } from './model-history.ts';
import { momentsIn, type ScheduledSlots } from './slots.ts';
import { stakeThen, ViewsNow } from './views-now.ts';

export interface DriftQuestion {
  readonly period: JournalPeriod;
  readonly references: References;
  readonly models: ModelHistory;
  readonly slots: ScheduledSlots | null;
  readonly marks: { readonly start: Marks; readonly end: Marks };
}

/** Live against replay over a period, or why it cannot be told. */
export async function periodDrift(home: Reading, question: DriftQuestion): Promise<Drift | string> {
  try {
    return await sumOver(home, question);
  } catch (error) {
    if (error instanceof HiveError && error.code === 'SETTINGS_MISSING') return error.message;
    throw error;
  }
}

async function sumOver(home: Reading, question: DriftQuestion): Promise<Drift | string> {
  const { period, marks } = question;
  const segments = segmentsOf(period);
  if (segments.length === 0) return 'No tick had run by then.';
  const ports = portsOf(home, question);
  const drifts: Drift[] = [];
  for (const [index, segment] of segments.entries()) {
    const start = index === 0 ? marks.start : {};
    const end = index === segments.length - 1 ? marks.end : {};
    drifts.push(await driftOf(segment, ports, { start, end }));
  }
  return sumOfDrifts(drifts);
}

function portsOf(home: Reading, { references, models, slots }: DriftQuestion): DriftPorts {
  const views = new ViewsNow(home, models);
  return {
    references,
    stakeThen,
    settlesExactly: home.config.broker.kind === 'simulated',
    viewNow: (symbol, moment) => views.at(symbol, moment),
    timetable: {
      tickMs: slots?.tickMs ?? SLOT_MS,
      scheduled: slots && ((fromMs, toMs) => momentsIn(slots, fromMs, toMs)),
    },
  };
}
