import type { LiveFeed } from '../shared/state.ts';

export interface NextStep {
  readonly says: string;
  readonly command: string;
}

/** What is still to be done in a home that has just begun, in order; empty once it trades with a model. */
export function firstRun({ status }: LiveFeed): readonly NextStep[] {
  const { training, lastTick, strategy } = status;
  const hasModel = training.classes.some(({ model }) => model !== null);
  return [
    !hasModel && strategy === 'forest'
      ? { says: 'Fetch bars and train a first model', command: 'hive train cycle' }
      : null,
    lastTick === null ? { says: 'Decide and trade once', command: 'hive trade tick' } : null,
  ].filter(step => step !== null);
}
