import assert from 'node:assert/strict';
import { pageStyle } from '../../../src/output/report/page-script.ts';

type Colour = readonly [number, number, number];

const style = pageStyle();
const tokensOf = (block: string) =>
  new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, rgb(hex!)]));
const light = tokensOf(/^:root \{[^}]*\}/m.exec(style)![0]);
const dark = tokensOf(/:root:not\(\.paper\) \{[^}]*\}/.exec(style)![0]);

function rgb(hex: string): Colour {
  const at = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16);
  return [at(1), at(3), at(5)];
}

/** Relative luminance and contrast ratio of WCAG 2.2, "Contrast (Minimum)". */
function luminance(colour: Colour): number {
  const [r, g, b] = colour.map(channel => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Colour, b: Colour): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** `color-mix(in srgb, top share, bottom)`. */
const mix = (top: Colour, bottom: Colour, share: number): Colour =>
  top.map((channel, i) => channel * share + bottom[i]! * (1 - share)) as unknown as Colour;

describe('colours of a report', () => {
  it('are computed as WCAG computes them: black on white is 21, #777777 on white 4.48', () => {
    assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21);
    assert.ok(Math.abs(contrast(rgb('#777777'), [255, 255, 255]) - 4.48) < 0.005);
  });

  for (const [scheme, tokens] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    const token = (name: string) => tokens.get(name)!;

    it(`have 4.5 to 1 for every text on both grounds, ${scheme}`, () => {
      for (const text of ['text', 'muted', 'accent', 'up', 'down', 'warn'])
        for (const ground of ['page', 'panel']) {
          const ratio = contrast(token(text), token(ground));
          assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
        }
    });

    it(`have 4.5 to 1 for the figures on every shade of the months, ${scheme}`, () => {
      const shades = [...style.matchAll(/var\(--(up|down)\) (\d+)%, var\(--page\)/g)];
      assert.equal(shades.length, 8);
      for (const [, name, share] of shades) {
        const ratio = contrast(token('text'), mix(token(name!), token('page'), Number(share) / 100));
        assert.ok(ratio >= 4.5, `${name} ${share} %: ${ratio.toFixed(2)}`);
      }
    });

    it(`have 3 to 1 for lines that carry meaning, ${scheme}`, () => {
      for (const line of ['accent', 'second', 'up', 'down'])
        assert.ok(contrast(token(line), token('page')) >= 3, line);
    });
  }
});
