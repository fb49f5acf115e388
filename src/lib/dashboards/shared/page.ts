import { crypto } from '../crypto/page.ts';
import { simple } from '../simple/page.ts';
import { terminal } from '../terminal/page.ts';
import { training } from '../training/page.ts';
import { framed, modeOf } from './frame.ts';
import { h, type ViewNode } from './node.ts';
import type { Loaded, PageDefinition, PageName, PageState } from './state.ts';
import { toHtml } from './to-html.ts';

/** URLs of what a page loads. */
export interface PageAssets {
  /** Its entry module. */
  readonly script: string;
  /** Sets the theme before the first paint; a plain script. */
  readonly early: string;
  /** Modules that the entry imports. */
  readonly preload: readonly string[];
  readonly styles: readonly string[];
  /** Folder of the chart libraries, without a slash at its end. */
  readonly vendor: string;
}

const DEFINITIONS: Readonly<Record<PageName, PageDefinition>> = { terminal, crypto, simple, training };

export const pageDefinition = (name: PageName): PageDefinition => DEFINITIONS[name];

type First = Pick<PageState, 'feed' | 'nowMs'> & { readonly answers?: Readonly<Record<string, Loaded>> };

/** A page as it is before a script runs: what the server knows at `nowMs`. */
export function firstState(name: PageName, { feed, nowMs, answers = {} }: First): PageState {
  return { page: name, feed, nowMs, heardMs: nowMs, connection: { state: 'still' }, answers, ui: {} };
}

/** URLs of the API whose answers the first paint of a page wants beside the feed. */
export const firstNeeds = (name: PageName, first: First): readonly string[] =>
  pageDefinition(name).needs(firstState(name, first));

/** The whole HTML document of a dashboard, readable without a script. */
export function renderPage(name: PageName, first: First, assets: PageAssets): string {
  const page = pageDefinition(name);
  const state = firstState(name, first);
  const mode = modeOf(state.feed);
  return document(
    {
      title: `${mode} · ${page.title} · HIVE`,
      assets,
      theme: name === 'terminal' ? 'terminal' : 'auto',
      mode,
    },
    framed(page, state),
  );
}

/** The page that exchanges a login link or a token for a cookie. */
export function loginPage(assets: PageAssets): string {
  return document({ title: 'Log in · HIVE', assets, theme: 'auto', mode: null }, [
    h(
      'main',
      { id: 'main', class: 'page-login' },
      h('h1', {}, 'HIVE'),
      h(
        'p',
        { id: 'login-says', role: 'status' },
        'Open the link that hive serve printed, or paste its token.',
      ),
      // Without its script the token must not end up in an address.
      h(
        'form',
        { id: 'login', class: 'login', method: 'post', action: '/api/session', autocomplete: 'off' },
        h('label', { for: 'token' }, 'Token'),
        h('input', { id: 'token', name: 'token', type: 'password', required: true, autocomplete: 'off' }),
        h('button', { type: 'submit' }, 'Log in'),
      ),
      h('p', {}, 'The token is in the file that ', h('code', {}, 'hive serve'), ' names when it starts.'),
    ),
  ]);
}

interface DocumentOptions {
  readonly title: string;
  readonly assets: PageAssets;
  readonly theme: string;
  readonly mode: ReturnType<typeof modeOf> | null;
}

function document({ title, assets, theme, mode }: DocumentOptions, body: readonly ViewNode[]): string {
  const head = [
    h('title', {}, title),
    h('link', { rel: 'icon', href: icon(mode) }),
    ...assets.styles.map(href => h('link', { rel: 'stylesheet', href })),
    h('script', { src: assets.early }),
    ...assets.preload.map(href => h('link', { rel: 'modulepreload', href })),
    h('script', { type: 'module', src: assets.script }),
  ];
  return [
    `<!doctype html><html lang="en" data-theme="${theme}" data-first-theme="${theme}" data-vendor="${assets.vendor}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    ...head.map(toHtml),
    `</head><body>${body.map(toHtml).join('')}</body></html>`,
  ].join('');
}

const ICON_COLOURS = { LIVE: '#c62828', PAPER: '#005fb8', SIMULATED: '#6b7680' } as const;

/** A hexagon in the colour of the mode, so that tabs can be told apart too. */
function icon(mode: keyof typeof ICON_COLOURS | null): string {
  const colour = encodeURIComponent(ICON_COLOURS[mode ?? 'SIMULATED']);
  return `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='${colour}' d='M8 0l7 4v8l-7 4-7-4V4z'/%3E%3C/svg%3E`;
}
