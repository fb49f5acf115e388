import { PANEL_COUNTS, type PanelCount } from './command.ts';
import { isSameScreen, type Screen, screen } from './screen.ts';
import { goBack, goForward, goTo, type Trail, trailOf } from './trail.ts';

/** The panels of the terminal and which of them the keyboard is in. */
export interface Desk {
  /** One, two or four. */
  readonly panels: readonly Trail<Screen>[];
  readonly focus: number;
  /** Whether the focused panel has all the room. */
  readonly maximised: boolean;
}

export type DeskAction =
  | { readonly kind: 'go'; readonly panel: number; readonly screen: Screen }
  | { readonly kind: 'back' | 'forward' | 'focus'; readonly panel: number }
  | { readonly kind: 'layout'; readonly panels: PanelCount }
  /** What an address names; panels that show it already keep their trails. */
  | { readonly kind: 'open'; readonly screens: readonly Screen[] }
  | { readonly kind: 'maximise' | 'reset' };

/** What a first visit shows, and what panels that are added begin with. */
export const FIRST_SCREENS: readonly Screen[] = [
  screen('GP', 'BTC/USD'),
  screen('POS'),
  screen('W'),
  screen('TOP'),
];

/** A desk of these screens; their number is rounded up to a layout with the usual screens. */
export function deskOf(screens: readonly Screen[]): Desk {
  const count = PANEL_COUNTS.find(panels => panels >= screens.length) ?? 4;
  return { panels: filledUp(screens.slice(0, 4).map(trailOf), count), focus: 0, maximised: false };
}

export const firstDesk = (): Desk => deskOf(FIRST_SCREENS);

export const screensShown = ({ panels }: Desk): readonly Screen[] => panels.map(({ now }) => now);

/** The desk after an action; the same object where nothing changes. */
export function changed(desk: Desk, action: DeskAction): Desk {
  switch (action.kind) {
    case 'reset':
      return firstDesk();
    case 'maximise':
      return desk.panels.length > 1 ? { ...desk, maximised: !desk.maximised } : desk;
    case 'open':
      return opened(desk, action.screens);
    case 'layout':
      return laidOut(desk, action.panels);
    default:
      return inPanel(desk, action);
  }
}

function inPanel(desk: Desk, action: Extract<DeskAction, { readonly panel: number }>): Desk {
  const trail = desk.panels[action.panel];
  if (!trail) return desk;
  if (action.kind === 'focus') return desk.focus === action.panel ? desk : { ...desk, focus: action.panel };
  const next = moved(trail, action);
  return next === trail ? desk : { ...desk, panels: desk.panels.with(action.panel, next) };
}

function moved(trail: Trail<Screen>, action: Extract<DeskAction, { readonly panel: number }>): Trail<Screen> {
  if (action.kind === 'back') return goBack(trail);
  if (action.kind === 'forward') return goForward(trail);
  if (action.kind === 'go' && !isSameScreen(trail.now, action.screen)) return goTo(trail, action.screen);
  return trail;
}

/** With fewer panels the focused one stays, then the first of the others. */
function laidOut(desk: Desk, count: PanelCount): Desk {
  const { panels, focus } = desk;
  if (panels.length === count) return desk.maximised ? { ...desk, maximised: false } : desk;
  if (panels.length < count) return { ...desk, panels: filledUp(panels, count), maximised: false };
  const others = panels.map((_, place) => place).filter(place => place !== focus);
  const kept = [focus, ...others].slice(0, count).sort((a, b) => a - b);
  return {
    panels: kept.map(place => panels[place]!),
    focus: kept.indexOf(focus),
    maximised: false,
  };
}

function filledUp(panels: readonly Trail<Screen>[], count: PanelCount): readonly Trail<Screen>[] {
  const spare = FIRST_SCREENS.filter(first => !panels.some(({ now }) => isSameScreen(now, first)));
  const missing = Math.max(0, count - panels.length);
  return [...panels, ...[...spare, ...FIRST_SCREENS].slice(0, missing).map(trailOf)];
}

function opened(desk: Desk, screens: readonly Screen[]): Desk {
  const wanted = deskOf(screens);
  if (wanted.panels.length !== desk.panels.length) return wanted;
  const panels = wanted.panels.map(({ now }, place) => towards(desk.panels[place]!, now));
  return panels.every((trail, place) => trail === desk.panels[place]) ? desk : { ...desk, panels };
}

/** The browser's own back and forward go along the trail where they can. */
function towards(trail: Trail<Screen>, to: Screen): Trail<Screen> {
  if (isSameScreen(trail.now, to)) return trail;
  const [before, after] = [trail.past.at(-1), trail.future[0]];
  if (before && isSameScreen(before, to)) return goBack(trail);
  if (after && isSameScreen(after, to)) return goForward(trail);
  return goTo(trail, to);
}
