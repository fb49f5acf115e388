import { h, type ViewNode } from '../node.ts';

export interface MeterOptions {
  /** 0 to 1; more is drawn as full. Null draws an empty bar. */
  readonly share: number | null;
  readonly label: string;
  /** In words, what stands beside the bar: `$30.00 of $75.00`. */
  readonly text: string;
  readonly level?: 'plain' | 'warning' | 'problem' | 'up' | 'down';
}

/** A bar of how much of something is used, with the words beside it. */
export function meter({ share, label, text, level = 'plain' }: MeterOptions): ViewNode {
  const filled = Math.round(Math.min(1, Math.max(0, share ?? 0)) * 1000) / 10;
  return h(
    'div',
    { class: `meter ${level}` },
    h('span', { class: 'meter-label' }, label),
    h(
      'svg',
      { class: 'meter-bar', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      h('rect', { class: 'track', width: 100, height: 8 }),
      h('rect', { class: 'fill', width: filled, height: 8 }),
    ),
    h('span', { class: 'meter-text figure' }, text),
  );
}
