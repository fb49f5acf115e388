import { tickFreshness } from '../../shared/freshness.ts';
import type { Child, ViewNode } from '../../shared/node.ts';
import { empty, missing } from '../../shared/parts/empty.ts';
import { type PanelOptions, panel } from '../../shared/parts/panel.ts';
import { answer, type PageState } from '../../shared/state.ts';
import { type Learning, URLS } from '../answers.ts';

type Part = Exclude<keyof Learning, 'control'>;
export type Learned<Name extends Part> = NonNullable<Learning[Name]>;

interface LearnerPanel<Name extends Part> extends Pick<PanelOptions, 'id' | 'title' | 'url'> {
  readonly part: Name;
  readonly className?: string;
  readonly command?: string;
  /** What stands there before the first stance. */
  readonly nothing: string;
}

/** A panel of one part of what was learned. It is as old as the last tick: a stance is taken with one, or none is due. */
export function learnerPanel<Name extends Part>(
  state: PageState,
  { part, nothing, command = 'hive learn status', ...options }: LearnerPanel<Name>,
  content: (learned: Learned<Name>) => Child,
): ViewNode {
  const learning = answer<Learning>(state, URLS.learning);
  const learned = learning?.[part] as Learned<Name> | null | undefined;
  return panel(
    {
      ...options,
      state,
      command,
      at: state.feed.status.lastTick?.at ?? null,
      freshness: tickFreshness(state),
    },
    learned ? content(learned) : learning ? empty(nothing, 'hive trade tick') : missing(state, URLS.learning),
  );
}
