import type { Freshness } from '../freshness.ts';
import { type Attributes, type Child, h, type ViewNode } from '../node.ts';
import type { PageState } from '../state.ts';
import { age } from './age.ts';

export interface PanelOptions {
  readonly id: string;
  readonly title: Child;
  readonly state: PageState;
  /** When what it shows was made; null for never. */
  readonly at: string | null;
  readonly freshness: Freshness;
  /** The command that prints the same, null where none does, and the URL of the API that has it. */
  readonly command: string | null;
  readonly url: string;
  /** Beside the title. */
  readonly aside?: Child;
  readonly className?: string;
  /** Whether its inside scrolls by itself, and so must be reached by the keyboard. */
  readonly scrolls?: boolean;
}

const SAYS: Readonly<Record<Freshness, string>> = {
  fresh: '',
  stale: 'stale',
  lost: 'not connected',
};

/** A titled part of a page with its age, the command behind it, and whether it can be trusted now. */
export function panel(options: PanelOptions, ...content: Child[]): ViewNode {
  const { id, title, className = '' } = options;
  const shown = shownFreshness(options);
  return h(
    'section',
    {
      key: id,
      id,
      class: `panel ${shown} ${className}`.trim(),
      'aria-labelledby': `${id}-title`,
      tabindex: '-1',
    },
    h(
      'header',
      { class: 'panel-head' },
      h('h2', { id: `${id}-title` }, title),
      h('div', { class: 'panel-aside' }, options.aside),
    ),
    h('div', bodyAttributes(options), content),
    footer(options),
  );
}

const bodyAttributes = ({ id, scrolls }: PanelOptions): Attributes =>
  scrolls
    ? { class: 'panel-body', tabindex: '0', role: 'group', 'aria-labelledby': `${id}-title` }
    : { class: 'panel-body' };

/** What was never made cannot be stale: its panel says "never" and what to do. */
const shownFreshness = ({ at, freshness }: PanelOptions): Freshness =>
  at === null && freshness === 'stale' ? 'fresh' : freshness;

function footer(options: PanelOptions): ViewNode {
  const { state, at, command, url } = options;
  const says = SAYS[shownFreshness(options)];
  return h(
    'footer',
    { class: 'panel-foot' },
    h('span', {}, age(at, state.nowMs)),
    ' ',
    says !== '' && [h('strong', { class: 'stale-word' }, says), ' '],
    h('a', { class: 'api', href: url }, url.split('?')[0]!),
    ' ',
    command !== null && copyCommand(command),
  );
}

const copyCommand = (command: string): ViewNode =>
  h(
    'button',
    { type: 'button', class: 'copy', 'data-action': 'copy', 'data-text': command },
    h('span', { class: 'unseen' }, 'Copy the command '),
    h('code', {}, command),
  );
