import { isoTime } from '../../../core/clock.ts';
import { cycleFreshness, type Freshness, freshness, tickFreshness } from '../../shared/freshness.ts';
import type { Child } from '../../shared/node.ts';
import type { PageState } from '../../shared/state.ts';
import type { CodeRule, Screen } from '../desk/screen.ts';

/** Where a function draws: a panel, which shows `screen`. */
export interface Place {
  /** Id of the panel; ids inside begin with it. */
  readonly id: string;
  readonly state: PageState;
  readonly screen: Screen;
  /** All functions: what help lists and what links are made by. */
  readonly functions: readonly TerminalFunction[];
}

/** A key or a column, and what it does or means. */
export type Meaning = readonly [name: string, meaning: string];

/** One function of the terminal. */
export interface TerminalFunction extends CodeRule {
  /** What it shows, in one sentence. */
  readonly about: string;
  readonly columns: readonly Meaning[];
  /** Beside those of every panel. */
  readonly keys?: readonly Meaning[];
  /** URLs of the answers that it shows beside the feed. */
  needs?(screen: Screen, state: PageState): readonly string[];
  view(place: Place): Child;
  /** The command that prints the same. */
  command(screen: Screen): string;
  /** Where the API has the same. */
  url(screen: Screen): string;
  readonly age: Age;
}

/** When what is shown was made, and how far it can be trusted now. */
export interface Age {
  at(state: PageState, screen: Screen): string | null;
  freshness(state: PageState, screen: Screen): Freshness;
}

/** Of what ticks make: money, positions, orders. */
export const byTick: Age = {
  at: ({ feed }) => feed.status.lastTick?.at ?? null,
  freshness: state => tickFreshness(state),
};

/** Of what training cycles make. */
export const byCycle: Age = {
  at: ({ feed }) => feed.status.training.lastCycleAt,
  freshness: state => cycleFreshness(state),
};

const latestQuote = ({ feed }: PageState, { ticker }: Screen): string | null =>
  feed.quotes
    .filter(({ symbol }) => ticker === null || symbol === ticker)
    .map(({ at }) => at)
    .sort()
    .at(-1) ?? null;

/** Of prices: the newest of the symbols shown. */
export const byQuote: Age = {
  at: latestQuote,
  freshness: (state, screen) => freshness(state, latestQuote(state, screen), state.feed.health.tickEveryMs),
};

const loadedAt = (state: PageState, url: string): string | null => {
  const loaded = state.answers[url];
  return loaded?.state === 'loaded' ? loaded.asOf : null;
};

/** Of what changes only when somebody makes it change: as fresh as the connection. */
export const byAnswer = (url: (screen: Screen) => string): Age => ({
  at: (state, screen) => loadedAt(state, url(screen)),
  freshness: (state, screen) => freshness(state, loadedAt(state, url(screen)), Number.POSITIVE_INFINITY),
});

/** Of what the feed says of itself: as fresh as what was heard last. */
export const byFeed: Age = {
  at: ({ heardMs }) => isoTime(heardMs),
  freshness: state => freshness(state, isoTime(state.heardMs), 15_000),
};
