import { percent } from '../../../output/numbers.ts';
import { h, type ViewNode } from '../shared/node.ts';
import type { ClassCalibration } from './answers.ts';
import { plural } from './words.ts';

export type Bin = NonNullable<ClassCalibration['reliability']>[number];
type FullBin = Bin & { readonly meanProbability: number; readonly observed: number };

const [SIZE, MARGIN] = [240, 30];
const EDGE = 8;
const PLOT = SIZE - MARGIN - EDGE;
const LARGEST_DOT = 11;
const SMALLEST_DOT = 3;
const GRID = [0, 0.25, 0.5, 0.75, 1];

const across = (share: number): number => round(MARGIN + share * PLOT);
const up = (share: number): number => round(EDGE + (1 - share) * PLOT);
const round = (value: number): number => Math.round(value * 10) / 10;

const isFull = (bin: Bin): bin is FullBin => bin.meanProbability !== null && bin.observed !== null;

/** What was said against what came true: dots on the diagonal are honest, their area is how many there are. */
export function reliabilityDiagram(bins: readonly Bin[]): ViewNode {
  const full = bins.filter(isFull);
  const most = Math.max(1, ...full.map(({ n }) => n));
  return h(
    'svg',
    {
      class: 'reliability',
      viewBox: `0 0 ${SIZE} ${SIZE}`,
      role: 'img',
      'aria-label': `Reliability diagram with ${plural(full.length, 'point')}; the figures are in the table below`,
    },
    GRID.map(gridLine),
    h('line', { class: 'diagonal', x1: across(0), y1: up(0), x2: across(1), y2: up(1) }),
    full.map(bin => dot(bin, most)),
    h('text', { class: 'axis', x: across(0.5), y: SIZE - 2 }, 'said'),
    h('text', { class: 'axis side', x: -up(0.5), y: 9, transform: 'rotate(-90)' }, 'came true'),
  );
}

function gridLine(at: number): ViewNode {
  const text = String(at * 100);
  return h(
    'g',
    { class: 'grid' },
    h('line', { x1: across(at), x2: across(at), y1: up(0), y2: up(1) }),
    h('line', { x1: across(0), x2: across(1), y1: up(at), y2: up(at) }),
    h('text', { class: 'below', x: across(at), y: up(0) + 13 }, text),
    h('text', { class: 'beside', x: across(0) - 4, y: up(at) + 4 }, text),
  );
}

function dot({ n, from, to, meanProbability, observed }: FullBin, most: number): ViewNode {
  const radius = round(Math.max(SMALLEST_DOT, LARGEST_DOT * Math.sqrt(n / most)));
  return h(
    'circle',
    { class: 'dot', cx: across(meanProbability), cy: up(observed), r: radius },
    h(
      'title',
      {},
      `${percent(from, 0)} to ${percent(to, 0)}: said ${percent(meanProbability)}, ` +
        `came true ${percent(observed)}, ${plural(n, 'prediction')}`,
    ),
  );
}
