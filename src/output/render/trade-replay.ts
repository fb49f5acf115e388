import type { Replay } from '../../lib/app/replay/trade-replay.ts';
import { paint } from '../paint.ts';
import { utcMinute } from '../times.ts';
import { facts } from './facts.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** Whether the decisions come out again; both sides of each member that does not. */
export function renderReplays(replays: readonly Replay[], screen: Screen): string {
  const [only] = replays;
  const differing = replays.filter(({ differences }) => differences.length > 0);
  const summary = `${plural(replays.length, 'decision')} replayed: ${verdict(differing.length)}.`;
  return page(screen, [
    replays.length === 1 && only ? oneText(only, screen) : summary,
    ...differing.map(replay => differencesText(replay, screen)),
  ]);
}

const verdict = (differing: number): string =>
  differing === 0 ? 'equal to the last bit' : `${differing} come out otherwise`;

function oneText({ seq, at, decision, ordered, differences }: Replay, screen: Screen): string {
  const { id, symbol, book, reason, signal, model } = decision;
  const equal = `equal to the last bit${ordered ? ', and so is its order' : ''}`;
  return facts(
    [
      ['Replay', differences.length === 0 ? equal : 'comes out otherwise'],
      ['Decision', `${id}, record ${seq}, ${utcMinute(Date.parse(at))}`],
      ['It was', `${symbol} ${book === 'control' ? 'of the control arm' : ''} ${signal.action}: ${reason}`],
      ['Model', model?.name ?? 'none'],
    ],
    screen,
  );
}

function differencesText({ decision, differences }: Replay, screen: Screen): string {
  const lines = differences.map(({ member, journal, replay }) =>
    paint(screen, 'red', wrap(`DIFFERS  ${member}: replay ${replay}, journal ${journal}`, screen.width, 9)),
  );
  return [`${decision.id}`, ...lines].join('\n');
}
