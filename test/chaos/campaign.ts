import { faultNames } from './fault-names.ts';
import { simulate } from './run.ts';
import type { BrokerName, RunId } from './run-id.ts';
import { addRun, emptyTally, type Tally } from './tally.ts';

/** Ticks of a long run for each tick of a short one. */
const LONG = 25;

/** Runs that one worker does in one go. */
export type Task =
  /** One seed and fault: a run without a crash, and one for each point at which it could have died. */
  | {
      readonly kind: 'every-point';
      readonly seed: number;
      readonly broker: BrokerName;
      readonly fault: string;
      readonly ticks: number;
    }
  /** One seed: a long run with other faults and crashes all the time. */
  | { readonly kind: 'long'; readonly seed: number; readonly broker: BrokerName; readonly ticks: number };

export interface CampaignOptions {
  readonly from: number;
  readonly seeds: number;
  readonly ticks: number;
  readonly brokers: readonly BrokerName[];
  /** Each seed meets every `share`th fault, so that so many seeds together meet each once. */
  readonly share: number;
}

export function tasksOf({ from, seeds, ticks, brokers, share }: CampaignOptions): Task[] {
  const all = Array.from({ length: seeds }, (_, index) => from + index);
  return brokers.flatMap(broker => {
    const faults = ['none', ...faultNames(broker)];
    return all.flatMap((seed): Task[] => [
      ...faults
        .filter((_, index) => index % share === seed % share)
        .map((fault): Task => ({ kind: 'every-point', seed, broker, fault, ticks })),
      { kind: 'long', seed, broker, ticks: ticks * LONG },
    ]);
  });
}

export async function perform(task: Task): Promise<Tally> {
  const { seed, broker, ticks } = task;
  const tally = emptyTally();
  if (task.kind === 'long') {
    addRun(tally, await simulate({ seed, broker, ticks, fault: 'mixed', crash: 'often' }));
    return tally;
  }
  const id = { seed, broker, ticks, fault: task.fault };
  const whole = await simulate({ ...id, crash: 'none' });
  addRun(tally, whole);
  for (let crash = 1; crash <= whole.points; crash++) addRun(tally, await simulate({ ...id, crash }));
  return tally;
}

/** The run that a command line names in full. */
export async function replay(id: RunId): Promise<Tally> {
  const tally = emptyTally();
  addRun(tally, await simulate(id));
  return tally;
}
