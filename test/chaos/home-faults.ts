import { parseCents } from '../../src/lib/core/money.ts';
import type { TickSettings } from '../../src/lib/tick/settings.ts';
import type { HomeDisk } from './home-disk.ts';
import type { MachineClock } from './sim-time.ts';

/** What a fault of the machine, or of its owner, may change before and during one tick. */
export interface TickSetting {
  readonly disk: HomeDisk;
  readonly clock: MachineClock;
  settings: TickSettings;
  /** Share of quotes that are spoilt. */
  badQuotes: number;
  /** Processes that run at once, although the lock should not let them. */
  processes: number;
  /** Something that happens in the middle of the tick. */
  moment: (() => void) | null;
}

/** A number in [0, sides). */
export type Draw = (sides: number) => number;
type HomeFault = (tick: TickSetting, draw: Draw) => void;

const JUMPS_MS = [-3_600_000, -86_400_000, 3_600_000, 31_000, 6_000, -6_000, -4_000];

/** Faults of the machine under HIVE and of the person in front of it, by the names of the command line. */
export const HOME_FAULTS: Readonly<Record<string, HomeFault>> = {
  'halt-by-hand': tick => {
    tick.moment = () => {
      tick.disk.halt = 'by hand';
    };
  },
  'clock-wrong': ({ clock }, draw) => clock.jump(JUMPS_MS[draw(JUMPS_MS.length)]!),
  'clock-jumps': (tick, draw) => {
    const ms = JUMPS_MS[draw(JUMPS_MS.length)]!;
    tick.moment = () => tick.clock.jump(ms);
  },
  suspend: (tick, draw) => {
    const ms = [20_000, 60_000, 3_600_000][draw(3)]!;
    tick.moment = () => tick.clock.suspend(ms);
  },
  'disk-full': ({ disk }, draw) => {
    disk.journal.appendsUntilFull = draw(7);
  },
  'checkpoint-lost': ({ disk }) => {
    disk.checkpoint = null;
  },
  'checkpoint-damaged': ({ disk }, draw) => {
    if (!disk.checkpoint) return;
    const { state } = disk.checkpoint;
    const at = draw(state.length);
    disk.checkpoint = { ...disk.checkpoint, state: `${state.slice(0, at)}?${state.slice(at + 1)}` };
  },
  'two-ticks': tick => {
    tick.processes = 2;
  },
  'bad-quotes': tick => {
    tick.badQuotes = 0.6;
  },
  'limits-lowered': tick => {
    const { limits } = tick.settings;
    const lower = { ...limits, maxOrder: parseCents('15'), dailyOrders: 3, dailyNotional: parseCents('60') };
    tick.settings = { ...tick.settings, limits: lower };
  },
};
