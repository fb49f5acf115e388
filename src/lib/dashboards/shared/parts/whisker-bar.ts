import { h, type ViewNode } from '../node.ts';
import { lengthOn, placeOn, type Scale } from './scale.ts';

export interface WhiskerBarOptions {
  readonly scale: Scale;
  readonly value: number;
  /** Drawn as a whisker across the end of the bar; null draws none. */
  readonly spread: readonly [number, number] | null;
}

const HEIGHT = 14;
const MIDDLE = HEIGHT / 2;

/** A bar with a whisker. It says nothing to a screen reader: its figures stand beside it as text. */
export function whiskerBar({ scale, value, spread }: WhiskerBarOptions): ViewNode {
  return h(
    'svg',
    { class: 'whisker-bar', width: '100%', height: HEIGHT, 'aria-hidden': 'true' },
    h('rect', { class: 'track', width: '100%', height: HEIGHT }),
    h('rect', { class: 'fill', y: 2, width: lengthOn(scale, scale[0], value), height: HEIGHT - 4 }),
    spread && whisker(placeOn(scale, spread[0]), placeOn(scale, spread[1])),
  );
}

const whisker = (low: string, high: string): ViewNode =>
  h(
    'g',
    { class: 'whisker' },
    h('line', { x1: low, x2: high, y1: MIDDLE, y2: MIDDLE }),
    [low, high].map(x => h('line', { x1: x, x2: x, y1: 3, y2: HEIGHT - 3 })),
  );
