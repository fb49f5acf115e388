import { type Child, h, type ViewNode } from '../node.ts';
import type { Loaded, PageState } from '../state.ts';

/** What stands where there is nothing yet: why, and the command that changes it. */
export const empty = (why: string, command: string, ...more: Child[]): ViewNode =>
  h('div', { class: 'empty' }, h('p', {}, why), h('p', {}, 'Run ', h('code', {}, command), more));

/** Why an answer is not there: it failed, or is on its way. Null when it is there. */
export function missing(state: PageState, url: string): ViewNode | null {
  const loaded: Loaded | undefined = state.answers[url];
  if (loaded?.state === 'loaded') return null;
  if (loaded?.state === 'failed')
    return h('div', { class: 'empty', role: 'status' }, h('p', {}, loaded.message), h('p', {}, loaded.next));
  return h('div', { class: 'empty loading' }, h('p', {}, 'Loading …'));
}
