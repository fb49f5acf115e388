import { type CodeRule, type Screen, screenLine } from './screen.ts';

export const PANEL_COUNTS = [1, 2, 4] as const;
export type PanelCount = (typeof PANEL_COUNTS)[number];

/** What a line asks for. */
export type Command =
  | { readonly kind: 'show'; readonly screen: Screen }
  | { readonly kind: 'layout'; readonly panels: PanelCount }
  | { readonly kind: 'keys'; readonly on: boolean }
  | { readonly kind: 'reset' };

/** Why a line cannot be done, in one sentence. */
export interface Trouble {
  readonly kind: 'trouble';
  readonly says: string;
}

/** What a line is read against. */
export interface Grammar {
  readonly codes: readonly CodeRule[];
  /** Symbols of this hive; empty while none are known. */
  readonly known: readonly string[];
  /** What the panel shows: a ticker or a code that is left out is taken from it. */
  readonly here: Screen;
}

/** Words of the command line that are no functions, with what may follow them. */
export const WORDS: Readonly<Record<string, readonly string[]>> = {
  LAYOUT: PANEL_COUNTS.map(String),
  KEYS: ['ON', 'OFF'],
  RESET: [],
};

/** The line that asks for a command: what `parseCommand` reads back. */
export function printCommand(command: Command): string {
  if (command.kind === 'show') return screenLine(command.screen);
  if (command.kind === 'layout') return `LAYOUT ${command.panels}`;
  if (command.kind === 'keys') return `KEYS ${command.on ? 'ON' : 'OFF'}`;
  return 'RESET';
}
