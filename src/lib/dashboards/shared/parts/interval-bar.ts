import { h, type ViewNode } from '../node.ts';
import { lengthOn, placeOn, type Scale } from './scale.ts';

export interface IntervalBarOptions {
  readonly scale: Scale;
  readonly value: number;
  /** How far the data leave the value open. */
  readonly interval: readonly [number, number];
  /** What it is held against. */
  readonly mark: number | null;
  /** In words, all that the picture shows. */
  readonly label: string;
}

const HEIGHT = 20;
const MIDDLE = HEIGHT / 2;

/** A figure as a dot on the bar of its interval, what it is held against as an upright dashed line. */
export function intervalBar({
  scale,
  value,
  interval: [low, high],
  mark,
  label,
}: IntervalBarOptions): ViewNode {
  return h(
    'svg',
    { class: 'interval-bar', width: '100%', height: HEIGHT, role: 'img', 'aria-label': label },
    h('rect', { class: 'track', x: 0, y: MIDDLE - 0.5, width: '100%', height: 1 }),
    h('rect', {
      class: 'range',
      x: placeOn(scale, low),
      y: MIDDLE - 3,
      width: lengthOn(scale, low, high),
      height: 6,
    }),
    mark !== null && upright('mark', placeOn(scale, mark)),
    h('circle', { class: 'dot', cx: placeOn(scale, value), cy: MIDDLE, r: 5 }),
  );
}

const upright = (name: string, x: string): ViewNode =>
  h('line', { class: name, x1: x, x2: x, y1: 0, y2: HEIGHT });
