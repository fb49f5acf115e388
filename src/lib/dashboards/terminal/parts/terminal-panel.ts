import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { panel } from '../../shared/parts/panel.ts';
import type { PageState } from '../../shared/state.ts';
import type { Desk } from '../desk/desk.ts';
import { type Screen, screenLine } from '../desk/screen.ts';
import type { Trail } from '../desk/trail.ts';
import type { TerminalFunction } from '../functions/definition.ts';
import { FUNCTIONS, functionOf } from '../functions/registry.ts';

interface PanelOf {
  readonly state: PageState;
  readonly desk: Desk;
  /** From 0 on. */
  readonly at: number;
}

/** A panel: its command line, what it shows, and the command and address behind it. */
export function terminalPanel({ state, desk, at }: PanelOf): ViewNode {
  const trail = desk.panels[at]!;
  const shown = trail.now;
  const shows = functionOf(shown.code);
  const id = `panel-${at + 1}`;
  const made = shows.age.at(state, shown);
  const freshness = shows.age.freshness(state, shown);
  return panel(
    {
      ...{ id, state, title: titleOf(at, shows, shown) },
      at: made,
      // What was never made is not stale.
      freshness: made === null && freshness === 'stale' ? 'fresh' : freshness,
      ...{ command: shows.command(shown), url: shows.url(shown) },
      scrolls: true,
      className: `${shown.code.toLowerCase()} ${at === desk.focus ? 'focused' : ''}`,
      aside: [line({ state, desk, at }, shown), buttons(trail, desk, at)],
    },
    shows.view({ id, state, screen: shown, functions: FUNCTIONS }),
  );
}

/** The number tells panels of one function apart for who hears them; others see it before the line. */
const titleOf = (at: number, { title }: TerminalFunction, { ticker, argument }: Screen): Child => [
  h('span', { class: 'unseen' }, `Panel ${at + 1}: `),
  [title, ticker, argument].filter(part => part !== null).join(' · '),
];

/** Where a line is typed. Its text belongs to the browser. */
function line({ state, desk, at }: PanelOf, shown: Screen): ViewNode {
  const place = at + 1;
  const says = state.ui[`says-${at}`] ?? '';
  const offers = state.ui[`offers-${at}`] ?? '';
  return h(
    'form',
    { key: 'line', class: 'line needs-script', 'data-panel': at, autocomplete: 'off' },
    h('label', { for: `line-${place}` }, h('span', { class: 'unseen' }, 'Command of panel '), place),
    h('input', {
      ...{ id: `line-${place}`, name: 'line', type: 'text', placeholder: screenLine(shown) },
      ...{ autocapitalize: 'characters', autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'go' },
      ...{ 'aria-describedby': `says-${place}`, 'aria-current': at === desk.focus ? 'true' : null },
      'aria-invalid': says === '' ? null : 'true',
    }),
    h('button', { class: 'go-button', type: 'submit' }, 'GO'),
    h('p', { id: `says-${place}`, class: 'line-says', role: 'status' }, says),
    says === '' && offers !== '' && h('p', { class: 'line-offers', 'aria-hidden': 'true' }, offers),
  );
}

function buttons({ past, future }: Trail<Screen>, desk: Desk, at: number): ViewNode {
  const button = (action: string, label: string, sign: string, isOff = false) =>
    h(
      'button',
      {
        ...{ key: action, type: 'button', 'data-action': action, 'data-panel': at },
        ...{ 'aria-label': `${label} (panel ${at + 1})`, title: label, disabled: isOff },
      },
      sign,
    );
  const isAlone = desk.maximised || desk.panels.length === 1;
  const parts: readonly Child[] = [
    button('panel-back', 'Back', '‹', past.length === 0),
    button('panel-forward', 'Forward', '›', future.length === 0),
    desk.panels.length > 1 &&
      button('maximise', isAlone ? 'All panels' : 'This panel alone', isAlone ? '❐' : '□'),
    button('help', 'Help', '?'),
  ];
  return h('div', { key: 'buttons', class: 'panel-buttons needs-script' }, parts);
}
