import { kept } from '../../shared/browser/keep.ts';
import { isLine, panelOf, rowsOf } from './places.ts';

export const KEYS_KEPT = 'terminal-keys';

/** What keys do; panels are counted from 0. */
export interface KeyActions {
  readonly focused: () => number;
  readonly focusPanel: (panel: number) => void;
  readonly focusLine: (panel: number) => void;
  readonly move: (kind: 'back' | 'forward' | 'maximise', panel: number) => void;
  readonly help: (panel: number) => void;
  /** Keys in a command line; true when it took the key. */
  readonly inLine: (event: KeyboardEvent, panel: number, input: HTMLInputElement) => boolean;
}

/** Makes the keyboard reach everything. */
export function connectKeys(actions: KeyActions): void {
  document.addEventListener('keydown', event => {
    if (event.isComposing || event.defaultPrevented) return;
    const panel = panelOf(event.target instanceof Element ? event.target : null) ?? actions.focused();
    const isDone =
      withAlt(event, panel, actions) || plain(event, panel, actions) || typedAnywhere(event, panel, actions);
    if (isDone) event.preventDefault();
  });
}

function withAlt(event: KeyboardEvent, panel: number, actions: KeyActions): boolean {
  if (!event.altKey || event.ctrlKey || event.metaKey) return false;
  const digit = /^Digit([1-4])$/.exec(event.code)?.[1];
  if (digit) actions.focusPanel(Number(digit) - 1);
  else if (event.key === 'Enter') actions.move('maximise', panel);
  else if (event.key === 'ArrowLeft') actions.move('back', panel);
  else if (event.key === 'ArrowRight') actions.move('forward', panel);
  else return false;
  return true;
}

const hasModifier = ({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean => altKey || ctrlKey || metaKey;

function plain(event: KeyboardEvent, panel: number, actions: KeyActions): boolean {
  if (hasModifier(event)) return false;
  if (event.key === 'F1') {
    actions.help(panel);
    return true;
  }
  const { target } = event;
  if (isLine(target)) return actions.inLine(event, panel, target);
  if (isTaken(target)) return false;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
    return alongRows(event.key === 'ArrowDown' ? 1 : -1, panel, actions);
  if (event.key === 'Escape' && panelOf(target as Element) !== null) {
    actions.focusLine(panel);
    return true;
  }
  return false;
}

/** Fields of the frame and charts have their own use of keys. */
const isTaken = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('select, input, textarea, summary, .island') !== null;

/** One row on; above the first is the command line. False where there are no rows, so that the panel scrolls. */
function alongRows(step: 1 | -1, panel: number, actions: KeyActions): boolean {
  const rows = rowsOf(panel);
  if (rows.length === 0) return false;
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? (step === 1 ? 0 : rows.length - 1) : at + step;
  if (next < 0) actions.focusLine(panel);
  else rows[Math.min(next, rows.length - 1)]!.focus();
  return true;
}

/** What is typed outside of the line goes into it, unless a reader has switched that off (WCAG 2.1.4). */
function typedAnywhere(event: KeyboardEvent, panel: number, actions: KeyActions): boolean {
  const { target, key } = event;
  if (hasModifier(event) || kept(KEYS_KEPT) === 'off' || key.length !== 1 || key === ' ') return false;
  if (target instanceof Element && target.closest('select, input, textarea')) return false;
  if (target instanceof Element && target.closest('.island') && /^[-+]$/.test(key)) return false;
  if (key === '?') {
    actions.help(panel);
    return true;
  }
  // The key itself arrives in the line, which has the focus by then.
  actions.focusLine(panel);
  return false;
}
