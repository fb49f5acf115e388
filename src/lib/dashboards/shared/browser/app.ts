import { framed } from '../frame.ts';
import { mergeFeed } from '../merge-feed.ts';
import { nextSort } from '../parts/table.ts';
import type { Connection, LiveFeed, Loaded, PageDefinition, PageState } from '../state.ts';
import { Answers } from './answers.ts';
import { serverNow } from './clock.ts';
import { copyText } from './copy.ts';
import { Feed } from './feed.ts';
import { Islands, type MountIsland } from './islands.ts';
import { patchChildren } from './patch.ts';
import { connectPreferences } from './preferences.ts';

export interface AppOptions {
  readonly page: PageDefinition;
  readonly islands?: Readonly<Record<string, MountIsland>>;
  /** What a click on an element with `data-action` does, by the action's name, beside those of every page. */
  readonly actions?: Readonly<Record<string, (element: HTMLElement, app: App, event: MouseEvent) => void>>;
  /** What the reader chose before, or what the address says. */
  readonly ui?: Readonly<Record<string, string>>;
  /** Called after each drawing. */
  readonly onDrawn?: (state: PageState) => void;
}

/** How often ages are told anew. */
const AGES_MS = 1_000;

/** A page in a browser: takes the server's first paint over once it knows all that the paint showed. */
export class App {
  readonly #options: AppOptions;
  readonly #islands: Islands;
  readonly #answers: Answers;
  readonly #feed: Feed;
  #feedNow: LiveFeed | null = null;
  #connection: Connection = { state: 'live' };
  #heardMs = serverNow();
  #loaded: Record<string, Loaded> = {};
  #ui: Readonly<Record<string, string>>;
  #isDrawn = false;
  #isScheduled = false;

  constructor(options: AppOptions) {
    this.#options = options;
    this.#ui = options.ui ?? {};
    this.#islands = new Islands(options.islands ?? {});
    this.#answers = new Answers(
      (url, loaded) => {
        this.#loaded = { ...this.#loaded, [url]: loaded };
        this.#schedule();
      },
      () => this.#connect({ state: 'refused' }),
    );
    this.#feed = new Feed({
      snapshot: feed => this.#take(feed),
      update: part => {
        if (this.#feedNow) this.#take(mergeFeed(this.#feedNow, part));
      },
      heard: () => {
        this.#heardMs = serverNow();
      },
      connection: now => this.#connect(now),
    });
  }

  /** Begins: never ends while the page is open. */
  start(): void {
    connectPreferences(() => this.#islands.redraw());
    document.addEventListener('click', event => this.#click(event));
    setInterval(() => this.#schedule(), AGES_MS);
    void this.#feed.run();
  }

  /** The state that is shown; null before the first snapshot. */
  get state(): PageState | null {
    if (!this.#feedNow) return null;
    return {
      page: this.#options.page.name,
      feed: this.#feedNow,
      nowMs: serverNow(),
      heardMs: this.#heardMs,
      connection: this.#connection,
      answers: this.#loaded,
      ui: this.#ui,
    };
  }

  /** Changes what the reader chose, and draws. */
  choose(change: Readonly<Record<string, string>>): void {
    this.#ui = { ...this.#ui, ...change };
    this.#schedule();
  }

  #take(feed: LiveFeed): void {
    this.#feedNow = feed;
    this.#schedule();
  }

  #connect(now: Connection): void {
    this.#connection = now;
    this.#schedule();
  }

  /** Whatever comes within one frame is drawn once. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#draw();
    });
  }

  #draw(): void {
    const { state } = this;
    if (!state) return;
    const needs = this.#options.page.needs(state);
    this.#answers.want(needs, state.feed.revision);
    // What the server painted stays until all of it can be painted again.
    if (!this.#isDrawn && needs.some(url => !state.answers[url])) return;
    this.#isDrawn = true;
    patchChildren(document.body, framed(this.#options.page, state));
    this.#islands.update(state);
    document.documentElement.classList.add('drawn');
    this.#options.onDrawn?.(state);
  }

  #click(event: MouseEvent): void {
    const element =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action]') : null;
    const { action = '' } = element?.dataset ?? {};
    if (!element) return;
    const own = this.#options.actions?.[action];
    if (own) own(element, this, event);
    else if (action === 'sort') this.#sort(element);
    else if (action === 'copy') void copyText(element);
    else if (action === 'reconnect') this.#feed.retry();
  }

  #sort({ dataset: { table = '', column = '' } }: HTMLElement): void {
    if (this.state) this.choose(nextSort(this.state, table, column));
  }
}
