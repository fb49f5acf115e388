import { utcMinute } from '../../../output/times.ts';
import { h, type ViewNode } from './node.ts';
import { ageText } from './parts/age.ts';
import { PAGES, type PageDefinition, type PageName, type PageState } from './state.ts';

const TITLES: Readonly<Record<PageName, string>> = {
  terminal: 'Terminal',
  crypto: 'Crypto',
  simple: 'Simple',
  training: 'Training',
};

export type Mode = 'SIMULATED' | 'PAPER' | 'LIVE';

/** Whose money the page is about; a live account can be taken for nothing else. */
export const modeOf = ({ status }: PageState['feed']): Mode =>
  status.mode === 'live' ? 'LIVE' : status.mode === 'paper' ? 'PAPER' : 'SIMULATED';

/**
 * Until when real money is traded although the evidence does not say that it pays, `2026-11-22 09:00Z`; null where it is
 * not. The arming says so too: there may be no stance yet that a gate could judge.
 */
export function withoutEvidenceUntil({ feed, nowMs }: Pick<PageState, 'feed' | 'nowMs'>): string | null {
  const { armed } = feed.limits;
  const until = feed.status.gate?.overriddenUntil ?? (armed.withoutEvidence ? armed.until : null);
  if (until === null || Date.parse(until) <= nowMs) return null;
  return utcMinute(Date.parse(until));
}

/** Everything inside `<body>`: frame, banners, navigation, the page itself, footer. */
export function framed(page: PageDefinition, state: PageState): ViewNode[] {
  const mode = modeOf(state.feed);
  return [
    h('a', { class: 'skip', href: '#main' }, 'Skip to the page'),
    h(
      'header',
      { key: 'state', class: 'standing' },
      h(
        'div',
        { key: 'mode', class: `mode-frame ${mode.toLowerCase()}` },
        h('strong', { class: 'mode-word' }, mode),
        withoutEvidenceUntil(state) !== null && h('strong', { class: 'evidence-word' }, 'GATE OVERRIDDEN'),
        h('span', { class: 'mode-text' }, withoutMode(state.feed.banner, mode)),
      ),
      h('div', { key: 'alerts', class: 'alerts', 'aria-live': 'assertive' }, halted(state), unproven(state)),
      h('div', { key: 'connection', class: 'connection', role: 'status' }, connection(state)),
    ),
    navigation(state),
    h('main', { key: 'main', id: 'main', class: `page-${page.name}`, tabindex: '-1' }, page.view(state)),
    foot(),
  ];
}

/** The banner begins with the word that stands before it. */
const withoutMode = (banner: string, mode: Mode): string =>
  banner.startsWith(`${mode} `) ? banner.slice(mode.length + 1) : banner;

function halted({ feed }: PageState): ViewNode | null {
  const { halted: reason } = feed.status;
  if (reason === null) return null;
  return h(
    'p',
    { key: 'halted', class: 'alert' },
    h('strong', {}, 'HALTED '),
    reason,
    ' — ',
    h('code', {}, 'hive trade resume --reason TEXT'),
  );
}

/** A person's override of the gate is to be seen wherever its money is. */
function unproven(state: PageState): ViewNode | null {
  const until = withoutEvidenceUntil(state);
  if (until === null) return null;
  return h(
    'p',
    { key: 'unproven', class: 'alert' },
    h('strong', {}, 'GATE OVERRIDDEN '),
    `Real money is traded WITHOUT evidence that it pays until ${until} — `,
    h('code', {}, 'hive trade disarm --reason TEXT'),
  );
}

function connection({ connection: now, nowMs, heardMs }: PageState): ViewNode | null {
  if (now.state === 'refused')
    return h('p', { class: 'alert' }, 'The login has ended. ', h('a', { href: '/login' }, 'Log in'));
  if (now.state !== 'lost') return null;
  const wait = now.retryAtMs === null ? null : Math.max(0, Math.ceil((now.retryAtMs - nowMs) / 1_000));
  return h(
    'p',
    { class: 'alert' },
    h('strong', {}, 'DISCONNECTED '),
    `last heard ${ageText(heardMs, nowMs)}; `,
    wait === null ? 'connecting …' : `next try in ${wait} s`,
    ' ',
    h('button', { type: 'button', 'data-action': 'reconnect' }, 'Try now'),
  );
}

function navigation(state: PageState): ViewNode {
  return h(
    'nav',
    { key: 'nav', class: 'pages', 'aria-label': 'Dashboards' },
    h('span', { class: 'brand' }, 'HIVE'),
    h(
      'ul',
      {},
      PAGES.map(name =>
        h(
          'li',
          { key: name },
          h('a', { href: `/${name}`, 'aria-current': name === state.page ? 'page' : null }, TITLES[name]),
        ),
      ),
    ),
    preferences(),
  );
}

const THEMES = [
  ['auto', 'as the system'],
  ['terminal', 'amber on black'],
  ['dark', 'dark'],
  ['light', 'light'],
  ['contrast', 'high contrast'],
] as const;
const PAIRS = [
  ['green-red', 'green up, red down'],
  ['sky-orange', 'sky up, orange down'],
  ['red-green', 'red up, green down'],
] as const;

/** Choices that a browser keeps; the script that makes them work shows them. */
function preferences(): ViewNode {
  return h(
    'details',
    { key: 'preferences', class: 'preferences needs-script' },
    h('summary', {}, 'Look'),
    h(
      'div',
      { class: 'preferences-body' },
      choice('theme', 'Theme', THEMES),
      choice('pair', 'Up and down', PAIRS),
    ),
  );
}

function choice(name: string, title: string, options: readonly (readonly [string, string])[]): ViewNode {
  return h(
    'label',
    { key: name },
    title,
    h(
      'select',
      { 'data-preference': name, 'data-island': 'preference', name },
      options.map(([value, text]) => h('option', { value }, text)),
    ),
  );
}

function foot(): ViewNode {
  return h(
    'footer',
    { key: 'foot', class: 'page-foot' },
    h(
      'p',
      {},
      'Not advice. Times are UTC. The pages only show: ',
      h('code', {}, 'hive'),
      ' on a shell acts.',
    ),
    h(
      'p',
      {},
      'Charts: ',
      h(
        'a',
        { href: 'https://www.tradingview.com/', rel: 'noopener noreferrer' },
        'TradingView Lightweight Charts™',
      ),
      ', © TradingView, Inc.; uPlot.',
    ),
  );
}
