import type { PageState } from '../state.ts';

/** What fills a place of the page by itself: a chart. */
export interface Island {
  update(state: PageState): void;
  /** Draws in the colours of now. */
  redraw?(): void;
  destroy(): void;
}

export type MountIsland = (place: HTMLElement) => Island;

/** Keeps the islands of a page: mounted when their place appears, told of every state, let go with their place. */
export class Islands {
  readonly #kinds: Readonly<Record<string, MountIsland>>;
  readonly #mounted = new Map<HTMLElement, Island>();

  constructor(kinds: Readonly<Record<string, MountIsland>>) {
    this.#kinds = kinds;
  }

  update(state: PageState): void {
    for (const [place, island] of this.#mounted) {
      if (place.isConnected) continue;
      island.destroy();
      this.#mounted.delete(place);
    }
    for (const place of document.querySelectorAll<HTMLElement>('[data-island]')) {
      const island = this.#mounted.get(place) ?? this.#mount(place);
      island?.update(state);
    }
  }

  redraw(): void {
    for (const island of this.#mounted.values()) island.redraw?.();
  }

  #mount(place: HTMLElement): Island | null {
    const mount = this.#kinds[place.dataset.island ?? ''];
    if (!mount) return null;
    place.replaceChildren();
    place.setAttribute('data-mounted', '');
    const island = mount(place);
    this.#mounted.set(place, island);
    return island;
  }
}
