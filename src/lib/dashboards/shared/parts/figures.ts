import { percent, signedPercent, signedUsd, usd } from '../../../../output/numbers.ts';
import { h, type ViewNode } from '../node.ts';

/** Colour never stands alone: a sign and an arrow say the same (WCAG 1.4.1). */
type Direction = 'up' | 'down' | 'flat';

const directionOf = (value: number | null): Direction =>
  value === null || value === 0 ? 'flat' : value > 0 ? 'up' : 'down';

const ARROWS: Readonly<Record<Direction, string>> = { up: '▲', down: '▼', flat: '' };

function change(value: number | null, text: string): ViewNode {
  const direction = directionOf(value);
  const arrow = ARROWS[direction];
  return h(
    'span',
    { class: `figure change ${direction}`, 'data-flash': '' },
    arrow && h('span', { class: 'arrow', 'aria-hidden': 'true' }, arrow),
    text,
  );
}

/** A figure that is no change: money, a count, a price. */
export const figure = (text: string): ViewNode => h('span', { class: 'figure', 'data-flash': '' }, text);

export const money = (dollars: number | null): ViewNode => figure(usd(dollars));
export const moneyChange = (dollars: number | null): ViewNode => change(dollars, signedUsd(dollars));
export const shareChange = (share: number | null, decimals = 2): ViewNode =>
  change(share, signedPercent(share, decimals));
export const share = (value: number | null, decimals = 1): ViewNode => figure(percent(value, decimals));

/** Dollars a unit: two decimals, more below ten dollars. */
export function priceText(price: number | null): string {
  if (price === null || price >= 10) return usd(price);
  return `$${price.toFixed(price >= 1 ? 4 : 6)}`;
}
export const price = (value: number | null): ViewNode => figure(priceText(value));
