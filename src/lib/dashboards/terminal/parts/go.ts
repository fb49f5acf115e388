import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { permalink } from '../desk/permalink.ts';
import { type Screen, screen } from '../desk/screen.ts';
import type { Place } from '../functions/definition.ts';

interface GoOptions {
  readonly to: Screen;
  /** chart: the panel that shows a chart, where there is one beside this; here: the panel it stands in. */
  readonly where?: 'here' | 'chart';
  /** One of the rows that the arrow keys go through. */
  readonly isRow?: boolean;
}

/** A link to a screen: a permalink of its own, and in the browser a step of a panel. */
export const go = (
  place: Place,
  { to, where = 'here', isRow = false }: GoOptions,
  ...text: Child[]
): ViewNode =>
  h(
    'a',
    {
      href: permalink([to], place.functions),
      'data-action': 'go',
      'data-where': where,
      'data-row': isRow,
    },
    text,
  );

/** A symbol that leads to its chart, as the head of a row. */
export const tickerRow = (place: Place, symbol: string): ViewNode =>
  go(place, { to: screen('GP', symbol), where: 'chart', isRow: true }, symbol);
