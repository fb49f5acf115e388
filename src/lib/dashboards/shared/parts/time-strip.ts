import { h, type ViewNode } from '../node.ts';
import { heightOn, lengthOn, placeOn, type Scale } from './scale.ts';

export interface StripColumn {
  /** UTC epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly value: number;
  /** Above the column, where there is room. */
  readonly text: string;
  /** Below it. */
  readonly foot: string;
  /** All of it, shown by pointing at the column. */
  readonly title: string;
}

export interface TimeStripOptions {
  /** Oldest first. */
  readonly columns: readonly StripColumn[];
  readonly scale: Scale;
  /** Columns stand on this line, or hang from it. */
  readonly baseline: number;
  /** In words, what the picture shows. */
  readonly label: string;
}

const [HEIGHT, MARGIN] = [150, 18];
const PLOT = HEIGHT - 2 * MARGIN;

/**
 * Columns over time around a baseline: filled ones stand on it, hollow ones hang below, so that no colour is needed to
 * tell them apart. Widths are those of the periods. Null without columns.
 */
export function timeStrip({ columns, scale, baseline, label }: TimeStripOptions): ViewNode | null {
  if (columns.length === 0) return null;
  const times: Scale = [columns[0]!.fromMs, Math.max(...columns.map(({ toMs }) => toMs))];
  const line = heightOn(scale, baseline, PLOT) + MARGIN;
  return h(
    'div',
    { class: 'strip-frame' },
    h(
      'svg',
      {
        class: `time-strip ${density(columns.length)}`,
        width: '100%',
        height: HEIGHT,
        role: 'img',
        'aria-label': label,
      },
      columns.map(column => drawn(column, { times, scale, baseline })),
      h('line', { class: 'baseline', x1: 0, x2: '100%', y1: line, y2: line }),
    ),
  );
}

/** How much room a column has for text: the style sheet leaves out what would not fit. */
const density = (columns: number): string =>
  columns <= 6 ? 'few' : columns <= 12 ? 'some' : columns <= 26 ? 'many' : 'crowded';

interface Around {
  readonly times: Scale;
  readonly scale: Scale;
  readonly baseline: number;
}

function drawn(column: StripColumn, { times, scale, baseline }: Around): ViewNode {
  const { fromMs, toMs, value } = column;
  const [line, end] = [baseline, value].map(at => heightOn(scale, at, PLOT) + MARGIN) as [number, number];
  const isAbove = value >= baseline;
  const middle = placeOn(times, (fromMs + toMs) / 2);
  return h(
    'g',
    { class: isAbove ? 'above' : 'below' },
    h('title', {}, column.title),
    h('rect', {
      x: placeOn(times, fromMs),
      y: Math.min(line, end),
      width: lengthOn(times, fromMs, toMs),
      height: Math.max(1, Math.abs(line - end)),
    }),
    h('text', { x: middle, y: isAbove ? end - 4 : end + 13 }, column.text),
    h('text', { class: 'foot', x: middle, y: HEIGHT - 3 }, column.foot),
  );
}
