import { h, type ViewNode } from '../node.ts';

export interface TwoHistogramsOptions {
  /** Share of each bin; drawn as outlines. */
  readonly reference: readonly number[];
  /** Share of each of the same bins; drawn filled. */
  readonly current: readonly number[];
  /** In words, what the picture shows. */
  readonly label: string;
}

const [WIDTH, HEIGHT] = [120, 30];

/** Two histograms over the same bins: outlines of what was, filled bars of what is. Null without bins. */
export function twoHistograms({ reference, current, label }: TwoHistogramsOptions): ViewNode | null {
  const bins = Math.max(reference.length, current.length);
  if (bins === 0) return null;
  const size = { bins, highest: Math.max(...reference, ...current) || 1 };
  return h(
    'svg',
    {
      class: 'two-histograms',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      role: 'img',
      'aria-label': label,
    },
    h('g', { class: 'current' }, bars(current, { ...size, inset: 2 })),
    h('g', { class: 'reference' }, bars(reference, { ...size, inset: 0.5 })),
  );
}

interface BarSize {
  readonly bins: number;
  readonly highest: number;
  readonly inset: number;
}

function bars(shares: readonly number[], { bins, highest, inset }: BarSize): ViewNode[] {
  const step = WIDTH / bins;
  return shares.map((share, bin) => {
    const height = Math.round((share / highest) * (HEIGHT - 1) * 10) / 10;
    return h('rect', {
      x: Math.round((bin * step + inset) * 10) / 10,
      y: Math.round((HEIGHT - height) * 10) / 10,
      width: Math.round((step - 2 * inset) * 10) / 10,
      height,
    });
  });
}
