import type { PageState } from '../../shared/state.ts';
import { type Desk, deskOf, firstDesk } from './desk.ts';
import { screen } from './screen.ts';

/** What is shown where no script runs: tables, of what charts and lines would be asked for. */
const STILL = deskOf([screen('W'), screen('POS'), screen('BLOT'), screen('TOP')]);

/** The desk of a page's state; a page without a script has its own. */
export function deskIn({ ui, connection }: PageState): Desk {
  if (connection.state === 'still') return STILL;
  return ui.desk ? (JSON.parse(ui.desk) as Desk) : firstDesk();
}

/** A desk as `deskIn` reads it. */
export const deskChoice = (desk: Desk): Readonly<Record<string, string>> => ({ desk: JSON.stringify(desk) });
