import { tickFreshness } from '../../shared/freshness.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { panel } from '../../shared/parts/panel.ts';
import { answer, type PageState } from '../../shared/state.ts';
import { type Learning, URLS } from '../answers.ts';

/** Where each part of the learner has its place, in reading order. */
const PLACES: readonly { readonly member: Exclude<keyof Learning, 'control'>; readonly title: string }[] = [
  { member: 'gate', title: "The gate's verdict" },
  { member: 'experts', title: 'Weights of the experts' },
  { member: 'policy', title: 'Policy' },
  { member: 'rewards', title: 'Rewards' },
  { member: 'regime', title: 'Regime over time' },
];

/** A panel for each part of the learner that has something to say; none for those that have not. */
export function learnedPanels(state: PageState): ViewNode[] {
  const learning: Readonly<Record<string, unknown>> = answer<Learning>(state, URLS.learning) ?? {};
  return PLACES.filter(({ member }) => (learning[member] ?? null) !== null).map(({ member, title }) =>
    panel(
      {
        id: member,
        title,
        state,
        at: state.feed.status.lastTick?.at ?? null,
        freshness: tickFreshness(state),
        url: URLS.learning,
        command: null,
      },
      h('pre', { tabindex: '0' }, JSON.stringify(learning[member], null, 2)),
    ),
  );
}
