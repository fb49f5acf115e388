import type { Crash } from './crash-plan.ts';

/** Which of the two brokers stands behind the tick. */
export type BrokerName = 'embedded' | 'alpaca';

/** All that a run depends on: the same id gives the same bytes. */
export interface RunId {
  readonly seed: number;
  /** Ticks with faults; those that follow, until all is settled, have none. */
  readonly ticks: number;
  readonly broker: BrokerName;
  /** Name of the one fault that strikes, `none`, or `mixed` for another one in each tick. */
  readonly fault: string;
  readonly crash: Crash;
}

/** The command that runs it again. */
export const replayCommand = ({ seed, ticks, broker, fault, crash }: RunId): string =>
  `npm run chaos -- --seed ${seed} --ticks ${ticks} --broker ${broker} --fault '${fault}' --crash ${crash}`;
