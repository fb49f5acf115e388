import { type Html, html } from '../html.ts';

export interface Range {
  readonly low: number | null;
  readonly high: number | null;
  /** Marked with a line across. */
  readonly middle?: number | null;
  /** Marked with a dot. */
  readonly value: number | null;
}

const WIDTH = 240;
const INSET = 8;

/** An interval as a bar, zero as a hairline, the value as a dot; nothing when a bound is undefined. */
export function rangePlot({ low, high, middle = null, value }: Range): Html {
  if (low === null || high === null || value === null) return html``;
  const ends = [low, high, value, 0];
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  const scale = to > from ? (WIDTH - 2 * INSET) / (to - from) : 0;
  const x = (at: number) => (INSET + (at - from) * scale).toFixed(1);
  return html`<svg class="range" viewBox="0 0 ${WIDTH} 20" aria-hidden="true" focusable="false">
<line class="zero" x1="${x(0)}" x2="${x(0)}" y1="1" y2="19"/>
<rect class="band" x="${x(low)}" width="${((high - low) * scale).toFixed(1)}" y="7" height="6"/>
${middle !== null && html`<line class="middle" x1="${x(middle)}" x2="${x(middle)}" y1="4" y2="16"/>`}
<circle class="dot" cx="${x(value)}" cy="10" r="4.5"/>
</svg>`;
}
