import { percent, usd } from '../../../../output/numbers.ts';
import { limitLevel, limitText } from '../../shared/limit-words.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { badge } from '../../shared/parts/badge.ts';
import { meter } from '../../shared/parts/meter.ts';
import { facts } from '../parts/facts.ts';
import { byTick, type Place, type TerminalFunction } from './definition.ts';

/** How much of what is allowed is used. */
export const risk: TerminalFunction = {
  ...{ code: 'RISK', title: 'Limits', ticker: 'none', argument: null },
  about: 'Exposure, each hard limit and what stands against it, the kill switch and the arming.',
  columns: [
    ['Bar', 'share of the limit that is used; empty where it is only known in a tick'],
    ['Exposure', 'dollars in positions, and their share of equity'],
    ['Armed', 'whether real money may be traded now'],
  ],
  view: limits,
  command: () => 'hive status',
  url: () => '/api/crypto/limits',
  age: byTick,
};

function limits({ state }: Place): ViewNode {
  const { limits: all, exposure, exposureShare, halted, armed } = state.feed.limits;
  return h(
    'div',
    { class: 'stack' },
    facts('Now', [
      ['Exposure', `${usd(exposure)} (${percent(exposureShare)} of equity)`],
      [
        'Kill switch',
        halted === null ? badge('ok', 'off: trading is allowed') : badge('problem', `on: ${halted}`),
      ],
      ['Armed', armed.says],
    ]),
    h(
      'section',
      { class: 'meters', 'aria-label': 'Limits' },
      h('h3', {}, 'Limits'),
      all.map(limit =>
        meter({
          ...{ share: limit.share, label: limit.name, text: limitText(limit) },
          level: limitLevel(limit) ?? 'plain',
        }),
      ),
    ),
  );
}
