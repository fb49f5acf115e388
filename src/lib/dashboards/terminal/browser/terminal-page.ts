import { App } from '../../shared/browser/app.ts';
import { keep, kept } from '../../shared/browser/keep.ts';
import type { Command } from '../desk/command.ts';
import { screensOf } from '../desk/permalink.ts';
import { screen } from '../desk/screen.ts';
import { FUNCTIONS } from '../functions/registry.ts';
import { terminal } from '../page.ts';
import { CHARTS } from './charts.ts';
import { DeskControl } from './desk-control.ts';
import { connectKeys, KEYS_KEPT } from './keys.ts';
import { Lines } from './lines.ts';
import { bodyElement, isLine, isShown, lineElement, panelElement, panelOf, rowsOf } from './places.ts';

const TAPE_KEPT = 'terminal-tape';
const panelNumber = ({ dataset }: HTMLElement): number => Number(dataset.panel);

/** The terminal in a browser: panels, command lines and keys over the shared app. */
export class TerminalPage {
  readonly #control = new DeskControl();
  readonly #app: App;
  readonly #lines: Lines;
  /** What gets the focus once it is drawn. */
  #focusNext: (() => HTMLElement | null) | null = null;

  constructor() {
    const control = this.#control;
    this.#app = new App({
      page: terminal,
      islands: CHARTS,
      ui: { ...control.choice, tape: kept(TAPE_KEPT) ?? '' },
      actions: {
        go: (element, _, event) => this.#follow(element, event),
        tape: () => this.#pauseTape(),
        maximise: element => this.#maximise(panelNumber(element)),
        help: element => this.#help(panelNumber(element)),
        'panel-back': element => control.act({ kind: 'back', panel: panelNumber(element) }),
        'panel-forward': element => control.act({ kind: 'forward', panel: panelNumber(element) }),
        'focus-panel': element => this.#focusPanel(panelNumber(element)),
      },
      onDrawn: () => this.#giveFocus(),
    });
    this.#lines = new Lines(this.#app, control);
  }

  start(): void {
    this.#control.connect(this.#app);
    this.#app.start();
    document.addEventListener('submit', event => this.#submit(event));
    document.addEventListener('input', ({ target }) => {
      const panel = isLine(target) ? panelOf(target) : null;
      if (isLine(target) && panel !== null) this.#lines.changed(panel, target);
    });
    document.addEventListener('focusin', ({ target }) => {
      const panel = target instanceof Element ? panelOf(target) : null;
      if (panel !== null) this.#control.act({ kind: 'focus', panel });
    });
    connectKeys({
      focused: () => this.#control.desk.focus,
      focusPanel: panel => this.#focusPanel(panel),
      focusLine: panel => lineElement(panel)?.focus(),
      help: panel => this.#help(panel),
      move: (kind, panel) =>
        kind === 'maximise' ? this.#maximise(panel) : this.#control.act({ kind, panel }),
      inLine: (event, panel, input) => this.#inLine(event, panel, input),
    });
  }

  #submit(event: SubmitEvent): void {
    const input = event.target instanceof Element ? event.target.querySelector('input') : null;
    const panel = panelOf(input);
    if (!isLine(input) || panel === null) return;
    event.preventDefault();
    const command = this.#lines.take(panel, input);
    if (command) this.#do(command, panel);
  }

  #do(command: Command, panel: number): void {
    if (command.kind === 'show' && command.screen.code === 'HELP' && command.screen.argument === null)
      this.#help(panel);
    else if (command.kind === 'show') this.#control.act({ kind: 'go', panel, screen: command.screen });
    else if (command.kind === 'keys') this.#switchKeys(command.on, panel);
    else this.#control.act(command);
    this.#focusAfter(() => lineElement(this.#control.desk.focus));
  }

  #switchKeys(on: boolean, panel: number): void {
    keep(KEYS_KEPT, on ? '' : 'off');
    this.#lines.tell(panel, on ? 'Any letter goes into the line.' : 'Letters count only in the line.');
  }

  /** True when the key was taken. */
  #inLine({ key, shiftKey }: KeyboardEvent, panel: number, input: HTMLInputElement): boolean {
    const isEmpty = input.value === '';
    if (key === 'ArrowUp') this.#lines.older(input);
    else if (key === 'ArrowDown') {
      if (!this.#lines.newer(input)) (rowsOf(panel)[0] ?? bodyElement(panel))?.focus();
    } else if (key === 'Escape') {
      if (isEmpty) bodyElement(panel)?.focus();
      this.#lines.clear(panel, input);
    } else if (key === 'Backspace' && isEmpty) this.#control.act({ kind: 'back', panel });
    else if (key === '?' && isEmpty) this.#help(panel);
    else return key === 'Tab' && !shiftKey && input.value.trim() !== '' && this.#lines.complete(panel, input);
    return true;
  }

  /** Links are steps of their panel, or of the one that shows a chart; with a modifier they stay links. */
  #follow(element: HTMLElement, event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(element instanceof HTMLAnchorElement)) return;
    const [to] = screensOf(element.hash, FUNCTIONS) ?? [];
    if (!to) return;
    event.preventDefault();
    const own = panelOf(element) ?? this.#control.desk.focus;
    const panel = element.dataset.where === 'chart' ? this.#chartPanel(own) : own;
    this.#control.act({ kind: 'go', panel, screen: to });
  }

  #chartPanel(own: number): number {
    const isChart = (code: string) => code === 'GP' || code === 'GIP';
    const found = this.#control.desk.panels.findIndex(
      ({ now }, at) => at !== own && isChart(now.code) && isShown(panelElement(at)),
    );
    return found === -1 ? own : found;
  }

  #maximise(panel: number): void {
    this.#control.act({ kind: 'focus', panel });
    this.#control.act({ kind: 'maximise' });
  }

  #help(panel: number): void {
    const { now } = this.#control.desk.panels[panel]!;
    const about = now.code === 'HELP' ? now.argument : now.code;
    this.#control.act({ kind: 'go', panel, screen: screen('HELP', now.ticker, about) });
  }

  #focusPanel(panel: number): void {
    if (!this.#control.desk.panels[panel]) return;
    this.#control.act({ kind: 'focus', panel });
    this.#focusAfter(() => bodyElement(panel));
  }

  #pauseTape(): void {
    const tape = this.#app.state?.ui.tape === 'paused' ? '' : 'paused';
    keep(TAPE_KEPT, tape);
    this.#app.choose({ tape });
  }

  #focusAfter(element: () => HTMLElement | null): void {
    this.#focusNext = element;
    this.#app.choose({});
  }

  #giveFocus(): void {
    const next = this.#focusNext;
    this.#focusNext = null;
    next?.()?.focus();
  }
}
