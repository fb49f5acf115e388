import { h, type ViewNode } from '../shared/node.ts';
import type { PageDefinition, PageState } from '../shared/state.ts';
import { type Desk, screensShown } from './desk/desk.ts';
import { screenLine } from './desk/screen.ts';
import { deskIn } from './desk/state.ts';
import { FUNCTIONS, functionOf } from './functions/registry.ts';
import { statusLine } from './parts/status-line.ts';
import { tape } from './parts/tape.ts';
import { terminalPanel } from './parts/terminal-panel.ts';

/** Panels with a command line each, a tape and a status line. */
export const terminal: PageDefinition = {
  name: 'terminal',
  title: 'Terminal',
  needs: state => [
    ...new Set(
      screensShown(deskIn(state)).flatMap(shown => functionOf(shown.code).needs?.(shown, state) ?? []),
    ),
  ],
  view,
};

function view(state: PageState): ViewNode {
  const desk = deskIn(state);
  const [first] = screensShown(desk);
  return h(
    'div',
    { class: 'terminal' },
    h('h1', { class: 'unseen' }, 'Terminal'),
    h('p', { key: 'news', class: 'unseen', role: 'status' }, newestFill(state)),
    tabs(desk),
    h(
      'div',
      { key: 'desk', class: `desk panels-${desk.panels.length} ${desk.maximised ? 'maximised' : ''}`.trim() },
      desk.panels.map((_, at) => terminalPanel({ state, desk, at })),
    ),
    h(
      'div',
      { key: 'bottom', class: 'bottom' },
      tape({ id: 'tape', state, screen: first!, functions: FUNCTIONS }),
      statusLine(state),
    ),
  );
}

/** Read out when it changes: a fill is news, a price is not. */
const newestFill = ({ feed }: PageState): string | undefined =>
  feed.events.find(({ type }) => type === 'FILL')?.text;

/** Where one panel has all the room, the others are reached by these. */
const tabs = (desk: Desk): ViewNode =>
  h(
    'div',
    { key: 'tabs', class: 'panel-tabs needs-script', role: 'group', 'aria-label': 'Panels' },
    screensShown(desk).map((shown, at) =>
      h(
        'button',
        {
          ...{ key: at, type: 'button', 'data-action': 'focus-panel', 'data-panel': at },
          'aria-pressed': String(at === desk.focus),
        },
        `${at + 1} ${screenLine(shown)}`,
      ),
    ),
  );
