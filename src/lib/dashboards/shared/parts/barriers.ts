import { h, type ViewNode } from '../node.ts';

export interface BarriersOptions {
  readonly stop: number;
  readonly target: number;
  readonly entry: number;
  readonly price: number;
  /** In words, all that the picture shows. */
  readonly label: string;
}

const HEIGHT = 14;

/** Where a price stands between the stop and the target of a position: stop on the left, entry as an upright line. */
export function barriers({ stop, target, entry, price, label }: BarriersOptions): ViewNode | null {
  if (!(target > stop)) return null;
  const place = (value: number): number =>
    Math.round(Math.min(1, Math.max(0, (value - stop) / (target - stop))) * 1_000) / 10;
  const [from, to] = [place(entry), place(price)];
  return h(
    'svg',
    { class: 'barriers', width: '100%', height: HEIGHT, role: 'img', 'aria-label': label },
    h('rect', { class: 'track', x: 0, y: 5, width: '100%', height: 4 }),
    h('rect', {
      class: to >= from ? 'up' : 'down',
      ...{ x: `${Math.min(from, to)}%`, y: 4, width: `${Math.abs(to - from)}%`, height: 6 },
    }),
    h('line', { class: 'entry', x1: `${from}%`, x2: `${from}%`, y1: 1, y2: HEIGHT - 1 }),
    h('circle', { class: 'price', cx: `${to}%`, cy: HEIGHT / 2, r: 5 }),
  );
}
