import { utcMinute } from '../../../../output/times.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { lengthOn, placeOn, type Scale } from '../../shared/parts/scale.ts';
import type { RegimeRun } from './regime-runs.ts';

const HEIGHT = 40;
const LINE = HEIGHT / 2;
/** Share of the width that the letters of a stretch need. */
const ROOM = 0.07;

/**
 * Regimes over time without a need for colour: a rising market stands above the line, a falling one hangs below it; a
 * calm one is low, a wild one tall. Where there is room a stretch has the letters of its regime.
 */
export function regimeBand(runs: readonly RegimeRun[], label: string): ViewNode {
  const times: Scale = [runs[0]!.fromMs, runs.at(-1)!.toMs];
  return h(
    'svg',
    { class: 'regime-band', width: '100%', height: HEIGHT, role: 'img', 'aria-label': label },
    runs.map(run => drawn(run, times)),
    h('line', { class: 'baseline', x1: 0, x2: '100%', y1: LINE, y2: LINE }),
  );
}

function drawn({ name, fromMs, toMs }: RegimeRun, times: Scale): ViewNode {
  const isRoomy = (toMs - fromMs) / (times[1] - times[0]) >= ROOM;
  const { y } = boxOf(name);
  return h(
    'g',
    { class: classOf(name) },
    h('title', {}, `${name}, ${utcMinute(fromMs)} to ${utcMinute(toMs)}`),
    h('rect', { x: placeOn(times, fromMs), width: lengthOn(times, fromMs, toMs), ...boxOf(name) }),
    isRoomy &&
      h(
        'text',
        { x: placeOn(times, (fromMs + toMs) / 2), y: y < LINE ? LINE + 13 : LINE - 4 },
        lettersOf(name),
      ),
  );
}

const isRising = (name: string): boolean => name.endsWith('up');
const isWild = (name: string): boolean => name.startsWith('wild');
const isKnown = (name: string): boolean => name !== 'unknown';

function boxOf(name: string): { readonly y: number; readonly height: number } {
  if (!isKnown(name)) return { y: LINE - 1, height: 2 };
  const height = isWild(name) ? LINE - 1 : (LINE - 1) / 2;
  return { y: isRising(name) ? LINE - height : LINE, height };
}

const classOf = (name: string): string =>
  !isKnown(name) ? 'unknown' : `${isRising(name) ? 'rising' : 'falling'} ${isWild(name) ? 'wild' : 'calm'}`;

/** `CU` for calm up. */
const lettersOf = (name: string): string =>
  isKnown(name)
    ? name
        .split(' ')
        .map(word => word.charAt(0).toUpperCase())
        .join('')
    : '?';

/** What the shapes mean. */
export const regimeLegend = (names: readonly string[]): ViewNode =>
  h(
    'ul',
    { key: 'legend', class: 'regime-legend' },
    names.map(name =>
      h(
        'li',
        { key: name },
        h(
          'svg',
          {
            class: 'regime-band',
            width: 24,
            height: HEIGHT / 2,
            viewBox: `0 0 24 ${HEIGHT}`,
            'aria-hidden': 'true',
          },
          h('g', { class: classOf(name) }, h('rect', { x: 0, width: 24, ...boxOf(name) })),
          h('line', { class: 'baseline', x1: 0, x2: 24, y1: LINE, y2: LINE }),
        ),
        h('code', { 'aria-hidden': 'true' }, lettersOf(name)),
        ` ${name}`,
      ),
    ),
  );
