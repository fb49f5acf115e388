import { h, type ViewNode } from '../node.ts';

const [WIDTH, HEIGHT] = [80, 20];

/** A line of a few values without axes. Its label says in words what the picture shows; null below two values. */
export function spark(values: readonly number[], label: string, width = WIDTH): ViewNode | null {
  if (values.length < 2) return null;
  return h(
    'svg',
    {
      class: 'spark',
      viewBox: `0 0 ${width} ${HEIGHT}`,
      width,
      height: HEIGHT,
      role: 'img',
      'aria-label': label,
    },
    h('path', { d: linePath(values, { width, height: HEIGHT }), class: trendOf(values) }),
  );
}

const trendOf = (values: readonly number[]): string =>
  values.at(-1)! > values[0]! ? 'up' : values.at(-1)! < values[0]! ? 'down' : 'flat';

/** Path data of a line through evenly spaced values, the lowest at the bottom and a pixel from each edge. */
export function linePath(
  values: readonly number[],
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = high - low;
  return values
    .map((value, at) => {
      const x = (at / (values.length - 1)) * (width - 2) + 1;
      // What does not change is a line in the middle.
      const y = range === 0 ? height / 2 : height - 1 - ((value - low) / range) * (height - 2);
      return `${at === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`;
    })
    .join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;
