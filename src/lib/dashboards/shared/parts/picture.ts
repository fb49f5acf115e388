import { h, type ViewNode } from '../node.ts';
import { linePath } from './spark.ts';

const SIZE = { width: 600, height: 120 };

/** A line as wide as its place, for where no chart is drawn. Its label says in words what it shows; null below two values. */
export function picture(values: readonly number[], label: string): ViewNode | null {
  if (values.length < 2) return null;
  return h(
    'svg',
    {
      class: 'picture',
      viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': label,
    },
    h('path', { class: 'ground', d: `${linePath(values, SIZE)}V${SIZE.height}H0Z` }),
    h('path', { class: 'line', d: linePath(values, SIZE) }),
  );
}
