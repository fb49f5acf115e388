/** Colours and fonts of the style sheet, for what is drawn on canvas. */
export interface ChartTheme {
  readonly page: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly accent: string;
  readonly second: string;
  readonly up: string;
  readonly down: string;
  readonly mono: string;
}

export function chartTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    page: token('panel'),
    text: token('text'),
    muted: token('muted'),
    grid: token('line'),
    accent: token('accent'),
    second: token('second'),
    up: token('up'),
    down: token('down'),
    mono: token('mono'),
  };
}

/** A colour of the style sheet with less of it: `#rrggbb` and a share of one. */
export function faint(colour: string, alpha: number): string {
  return `color-mix(in srgb, ${colour} ${Math.round(alpha * 100)}%, transparent)`;
}
