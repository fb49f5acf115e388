import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { withCommands } from '../../shared/parts/todo.ts';
import { prose } from '../../shared/prose.ts';
import type { PageState } from '../../shared/state.ts';
import { firstRun, type NextStep } from '../first-run.ts';
import { type Need, needsYou } from '../needs-you.ts';

/** One sentence first: everything is fine, or what needs a person; then all of it with the commands. */
export function answerPart(state: PageState): ViewNode {
  const [needs, steps] = [needsYou(state), firstRun(state.feed)];
  const level = needs[0]?.level ?? (steps.length > 0 ? 'next' : 'fine');
  return h(
    'section',
    { key: 'answer', class: `answer ${level}`, 'aria-labelledby': 'answer-title' },
    h(
      'h1',
      { id: 'answer-title', 'aria-live': 'polite' },
      h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[level]),
      ' ',
      h('span', {}, headline(needs, steps, state)),
    ),
    needs.length > 0 && h('ol', { class: 'todos' }, needs.map(needRow)),
    needs.length === 0 && steps.length > 0 && h('ol', { class: 'todos' }, steps.map(stepRow)),
  );
}

const SIGNS = { fine: '✓', next: '→', warning: '!', problem: '✕' } as const;

function headline(needs: readonly Need[], steps: readonly NextStep[], { feed }: PageState): Child {
  if (needs.length === 1) return 'One thing needs you.';
  if (needs.length > 1) return `${needs.length} things need you.`;
  if (steps.length === 0) return 'Everything is fine.';
  return feed.status.lastTick === null ? 'Nothing has run yet.' : 'It runs, but without a model.';
}

const needRow = ({ id, level, says, todo }: Need): ViewNode =>
  h(
    'li',
    { key: id, class: level },
    h('p', { class: 'says' }, h('span', { 'aria-hidden': 'true' }, `${SIGNS[level]} `), prose(says)),
    h('p', { class: 'todo' }, withCommands(todo)),
  );

const stepRow = ({ says, command }: NextStep): ViewNode =>
  h(
    'li',
    { key: command },
    h('p', { class: 'says' }, `${says}:`),
    h('p', { class: 'todo' }, h('code', {}, command)),
  );
