import { isDone, spansOf } from '../../schedule/slot-sums.ts';
import { slotWords } from '../../schedule/slot-words.ts';
import type { JudgedSlot } from '../../schedule/slots.ts';
import { type Accounted, accountOfRuns } from '../runs/run-accounts.ts';
import type { MissedRun, SlotsOf } from './slots.ts';

/** What the schedule of a home wanted of ticks, and in which of its slots none did its work. */
export const scheduledSlots =
  (home: Accounted): SlotsOf =>
  async span => {
    const { note, jobs } = accountOfRuns(home, span);
    const tick = jobs.find(({ job }) => job === 'tick');
    if (!note || !tick?.scheduled || !('everyMs' in tick.scheduled.times)) return null;
    const fromMs = Math.max(note.sinceMs, span.fromMs);
    const toMs = Math.min(note.endedMs ?? span.toMs, span.toMs);
    if (fromMs >= toMs) return null;
    return {
      tickMs: tick.scheduled.times.everyMs,
      spans: [[fromMs, toMs]],
      missed: missedRuns(tick.slots),
    };
  };

const missedRuns = (slots: readonly JudgedSlot[]): MissedRun[] =>
  spansOf(slots)
    .filter(({ verdict }) => !isDone(verdict))
    .map(({ fromMs, toMs, slots: count, ...judgement }) => ({
      ...{ fromMs, toMs, slots: count },
      why: slotWords(judgement),
    }));
