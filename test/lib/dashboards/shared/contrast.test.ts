import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const SHEET = readFileSync(
  new URL('../../../../src/lib/dashboards/shared/styles/tokens.css', import.meta.url),
  'utf8',
).replaceAll(/\/\*.*?\*\//gs, '');

type Tokens = Readonly<Record<string, string>>;
interface Rule {
  readonly selector: string;
  readonly media: string | null;
  readonly tokens: Tokens;
}

/** Rules in the order of the sheet, which has no selectors nested but those in @media. */
function rulesOf(sheet: string): Rule[] {
  const rules: Rule[] = [];
  let media: string | null = null;
  for (const [, opened, selector, body] of sheet.matchAll(/@media ([^{]+)\{|([^{}@]+)\{([^{}]*)\}|\}/g)) {
    if (opened) media = opened.trim();
    else if (selector) rules.push({ selector: selector.trim(), media, tokens: tokensOf(body!) });
    else media = null;
  }
  return rules;
}

const tokensOf = (body: string): Tokens =>
  Object.fromEntries(
    [...body.matchAll(/--([a-z-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]),
  );

interface Look {
  readonly theme: string;
  readonly pair: string;
  /** `(prefers-color-scheme: dark)` and the like that hold. */
  readonly media: readonly string[];
}

/** What a sheet comes to, later rules of the same weight over earlier ones. */
function tokensIn(rules: readonly Rule[], { theme, pair, media }: Look): Tokens {
  const attributes: Tokens = { 'data-theme': theme, 'data-pair': pair };
  const fitting = rules
    .filter(rule => rule.media === null || media.includes(rule.media))
    .map((rule, at) => ({ ...rule, at, weight: weightOf(rule.selector, attributes) }))
    .filter(({ weight }) => weight !== null)
    .sort((a, b) => a.weight! - b.weight! || a.at - b.at);
  const tokens = Object.assign({}, ...fitting.map(rule => rule.tokens)) as Record<string, string>;
  return Object.fromEntries(
    Object.entries(tokens).map(([name, value]) => [
      name,
      tokens[/^var\(--([a-z-]+)\)$/.exec(value)?.[1] ?? ''] ?? value,
    ]),
  );
}

/** How many attributes of the root a selector names; null when it does not fit. */
function weightOf(selector: string, attributes: Tokens): number | null {
  const weights = selector.split(/,\s*(?![^(]*\))/).map(part => partWeight(part.trim(), attributes));
  const fitting = weights.filter(weight => weight !== null);
  return fitting.length > 0 ? Math.max(...fitting) : null;
}

function partWeight(part: string, attributes: Tokens): number | null {
  assert.match(part, /^:root/, `a selector that this test cannot read: ${part}`);
  const groups = part.match(/:is\([^)]*\)|\[[^\]]*\]/g) ?? [];
  const fits = groups.every(group =>
    [...group.matchAll(/\[([a-z-]+)="([^"]*)"\]/g)].some(([, name, value]) => attributes[name!] === value),
  );
  return fits ? groups.length : null;
}

/** Relative luminance of `#rrggbb`, @see https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(colour: string): number {
  assert.match(colour, /^#[0-9a-f]{6}$/, colour);
  const [red, green, blue] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @see https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const THEMES: readonly (readonly [string, Pick<Look, 'theme' | 'media'>])[] = [
  ['auto, light', { theme: 'auto', media: [] }],
  ['auto, dark', { theme: 'auto', media: ['(prefers-color-scheme: dark)'] }],
  ['auto, more contrast', { theme: 'auto', media: ['(prefers-contrast: more)'] }],
  [
    'auto, dark, more contrast',
    { theme: 'auto', media: ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'] },
  ],
  ['light', { theme: 'light', media: ['(prefers-color-scheme: dark)'] }],
  ['dark', { theme: 'dark', media: [] }],
  ['terminal', { theme: 'terminal', media: [] }],
  ['contrast', { theme: 'contrast', media: [] }],
];
const PAIRS = ['green-red', 'sky-orange', 'red-green'];
const GROUNDS = ['page', 'panel', 'raised'];
const TEXTS = ['text', 'muted', 'accent', 'second', 'up', 'down', 'info', 'good', 'warn', 'crit'];
const MODES = ['mode-simulated', 'mode-paper', 'mode-live'];

const LOOKS = THEMES.flatMap(([name, look]) =>
  PAIRS.map(pair => ({ name: `${name}, ${pair}`, look: { ...look, pair } })),
);

type Pair = readonly [string, string];
const pairs = (ones: readonly string[], others: readonly string[]): Pair[] =>
  ones.flatMap(one => others.map((other): Pair => [one, other]));

/** Figures flash; the frame has words on the colour of the mode. */
const TEXT_PAIRS = [
  ...pairs(TEXTS, GROUNDS),
  ...pairs(['text', 'up', 'down'], ['flash']),
  ...pairs(['mode-text'], MODES),
];
const EDGE_PAIRS = [...pairs(['strong-line', 'accent', 'second'], GROUNDS), ...pairs(MODES, ['page'])];

function assertContrast(tokens: Tokens, [one, other]: Pair, least: number): void {
  const ratio = contrast(tokens[one]!, tokens[other]!);
  assert.ok(ratio >= least, `${one} ${tokens[one]} on ${other} ${tokens[other]}: ${ratio.toFixed(2)}`);
}

describe('the colours of the pages', () => {
  const rules = rulesOf(SHEET);

  it('are measured as WCAG does', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21);
    // https://www.w3.org/WAI/WCAG21/Techniques/general/G18: #767676 is the lightest grey that passes on white.
    assert.ok(contrast('#767676', '#ffffff') >= 4.5);
    assert.ok(contrast('#777777', '#ffffff') < 4.5);
  });

  for (const { name, look } of LOOKS) {
    const tokens = tokensIn(rules, look);

    it(`have a contrast of 4.5 for every text on every ground: ${name}`, () => {
      for (const [text, ground] of TEXT_PAIRS) assertContrast(tokens, [text, ground], 4.5);
    });

    it(`have a contrast of 3 for edges that mean something: ${name}`, () => {
      for (const [edge, ground] of EDGE_PAIRS) assertContrast(tokens, [edge, ground], 3);
    });
  }

  it('of up and down are the same two, the other way round, in red-green', () => {
    for (const [name, look] of THEMES) {
      const [west, east] = ['green-red', 'red-green'].map(pair => tokensIn(rules, { ...look, pair }));
      assert.deepEqual([east!.up, east!.down], [west!.down, west!.up], name);
    }
  });
});
