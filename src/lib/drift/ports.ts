import type { TickSettings } from '../tick/settings.ts';
import type { View } from '../trading/strategy.ts';
import type { Moment, Timetable } from './moments.ts';
import type { RecordedDecision } from './ran-ticks.ts';
import type { References } from './reference.ts';

/** What a comparison needs of the world besides the journal. */
export interface DriftPorts {
  readonly references: References;
  readonly timetable: Timetable;
  /** Whether fees are known with the fill; else they are estimates until they are posted. */
  readonly settlesExactly: boolean;
  /** What the strategy says of a moment with what is known now; null where that cannot be found out any more. */
  viewNow(symbol: string, moment: Moment): Promise<View | null>;
  /** Share of the cap that an entry on a recorded decision was to use, in [0, 1]. */
  stakeThen(recorded: RecordedDecision, settings: TickSettings): number;
}
