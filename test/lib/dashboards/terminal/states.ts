import type { Loaded, PageState } from '../../../../src/lib/dashboards/shared/state.ts';
import { toHtml } from '../../../../src/lib/dashboards/shared/to-html.ts';
import { deskOf } from '../../../../src/lib/dashboards/terminal/desk/desk.ts';
import { parseCommand } from '../../../../src/lib/dashboards/terminal/desk/parse-command.ts';
import { deskChoice } from '../../../../src/lib/dashboards/terminal/desk/state.ts';
import { terminal } from '../../../../src/lib/dashboards/terminal/page.ts';
import { SAMPLE_NOW, sampleFeed } from '../../../support/sample-feed.ts';
import { grammar } from './arbitrary.ts';

export const loaded = (data: unknown): Loaded => ({
  state: 'loaded',
  data,
  asOf: new Date(SAMPLE_NOW).toISOString(),
});

/** The page as a browser has it, half a minute after the tick of the sample. */
export const terminalState = (change: Partial<PageState> = {}): PageState => ({
  ...{ page: 'terminal', feed: sampleFeed(), nowMs: SAMPLE_NOW, heardMs: SAMPLE_NOW },
  ...{ connection: { state: 'live' }, answers: {}, ui: {} },
  ...change,
});

/** The state with one panel that shows what a line asks for. */
export function showing(line: string, change: Partial<PageState> = {}): PageState {
  const command = parseCommand(line, grammar());
  if (command.kind !== 'show') throw new Error(`"${line}" shows nothing: ${JSON.stringify(command)}`);
  const state = terminalState(change);
  return { ...state, ui: { ...state.ui, ...deskChoice(deskOf([command.screen])) } };
}

export const pageHtml = (state: PageState): string => toHtml(terminal.view(state));

/** What a reader sees: the text without its tags, blanks laid together. */
export const pageText = (state: PageState): string =>
  pageHtml(state)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
