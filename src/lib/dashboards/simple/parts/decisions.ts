import { utcDay } from '../../../core/clock.ts';
import { type DecisionWords, decisions } from '../../shared/decision-words.ts';
import { tickFreshness } from '../../shared/freshness.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { empty } from '../../shared/parts/empty.ts';
import { panel } from '../../shared/parts/panel.ts';
import { prose } from '../../shared/prose.ts';
import type { PageState } from '../../shared/state.ts';
import { missedTicks, nextTickMs, untilText } from '../../shared/tick-times.ts';
import { coinName } from '../coin-name.ts';

/** How many decisions are told. */
const TOLD = 5;

/** The last decisions in plain words, and when the next may come. */
export function decisionsPart(state: PageState): ViewNode {
  const { lastTick } = state.feed.status;
  const told = decisions(state.feed).slice(0, TOLD);
  return panel(
    {
      ...{ id: 'decisions', title: 'The last decisions', state, className: 'decisions' },
      ...{ at: lastTick?.at ?? null, freshness: tickFreshness(state) },
      ...{ command: 'hive trade why', url: '/api/crypto/why' },
    },
    told.length === 0
      ? nothing(state)
      : h(
          'ol',
          { class: 'plain' },
          told.map(decision => row(state, decision)),
        ),
    h('p', { key: 'next', class: 'next' }, nextText(state), missedText(state)),
  );
}

const nothing = ({ feed }: PageState): ViewNode =>
  feed.status.lastTick === null
    ? empty('Nothing was decided yet.', 'hive trade tick')
    : empty('Ticks have run, and none had a signal to decide on.', 'hive trade why');

const row = ({ nowMs }: PageState, { seq, at, symbol, text }: DecisionWords): ViewNode =>
  h(
    'li',
    { key: seq },
    h('time', { class: 'figure label', datetime: at }, timeText(at, nowMs)),
    ' ',
    h('span', {}, h('strong', {}, coinName(symbol)), prose(`: ${text}.`)),
  );

/** Time of day in UTC, with the day when it is not today. */
function timeText(at: string, nowMs: number): string {
  const time = at.slice(11, 16);
  return at.slice(0, 10) === utcDay(nowMs) ? time : `${at.slice(5, 10)} ${time}`;
}

function nextText({ feed, nowMs }: PageState): string {
  const atMs = nextTickMs(feed);
  if (atMs === null) return 'No tick is expected before the first has run.';
  return `The next tick is ${atMs > nowMs ? 'expected ' : ''}${untilText(atMs, nowMs)}.`;
}

function missedText({ feed }: PageState): string {
  const missed = missedTicks(feed);
  return missed === undefined ? '' : ` In the last 24 hours ${missed} ticks were missed or failed.`;
}
