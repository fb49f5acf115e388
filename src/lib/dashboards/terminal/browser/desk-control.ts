import type { App } from '../../shared/browser/app.ts';
import { keep, kept } from '../../shared/browser/keep.ts';
import type { PageState } from '../../shared/state.ts';
import type { Grammar } from '../desk/command.ts';
import { changed, type Desk, type DeskAction, deskOf, firstDesk, screensShown } from '../desk/desk.ts';
import { permalink, screensOf } from '../desk/permalink.ts';
import { deskChoice } from '../desk/state.ts';
import { knownTickers } from '../desk/ticker.ts';
import { FUNCTIONS } from '../functions/registry.ts';

const KEPT = 'terminal-desk';

/** The panels as they are in this browser: kept, mirrored by the address, moved by its back and forward. */
export class DeskControl {
  #desk: Desk = startingDesk();
  #app: App | null = null;

  get desk(): Desk {
    return this.#desk;
  }

  /** What the page begins with. */
  get choice(): Readonly<Record<string, string>> {
    return deskChoice(this.#desk);
  }

  connect(app: App): void {
    this.#app = app;
    history.replaceState(null, '', this.#link());
    addEventListener('hashchange', () => {
      const screens = screensOf(location.hash, FUNCTIONS);
      if (screens) this.#show(changed(this.#desk, { kind: 'open', screens }));
    });
  }

  /** Does something with the panels; another set of screens is another address. */
  act(action: DeskAction): void {
    const next = changed(this.#desk, action);
    if (next === this.#desk) return;
    this.#show(next);
    if (this.#link() !== location.hash) history.pushState(null, '', this.#link());
  }

  /** What a line in a panel is read against. */
  grammar(panel: number): Grammar {
    const state: PageState | null = this.#app?.state ?? null;
    return {
      codes: FUNCTIONS,
      known: state ? knownTickers(state.feed) : [],
      here: this.#desk.panels[panel]!.now,
    };
  }

  #show(next: Desk): void {
    this.#desk = next;
    keep(KEPT, this.#link());
    this.#app?.choose(deskChoice(next));
  }

  #link(): string {
    return permalink(screensShown(this.#desk), FUNCTIONS);
  }
}

/** The address goes before what was kept, that before a first visit. */
function startingDesk(): Desk {
  const screens = screensOf(location.hash, FUNCTIONS) ?? screensOf(kept(KEPT) ?? '', FUNCTIONS);
  return screens ? deskOf(screens) : firstDesk();
}
