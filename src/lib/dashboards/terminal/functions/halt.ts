import { h, type ViewNode } from '../../shared/node.ts';
import { badge } from '../../shared/parts/badge.ts';
import { copyCommand } from '../parts/copy-command.ts';
import { byTick, type Place, type TerminalFunction } from './definition.ts';

/** The kill switch. */
export const halt: TerminalFunction = {
  ...{ code: 'HALT', title: 'Kill switch', ticker: 'none', argument: null },
  about: 'Whether trading is switched off, and the commands that switch it. This page never acts.',
  columns: [['Kill switch', 'read at the start of each tick and again just before an order is sent']],
  view: killSwitch,
  command: () => 'hive trade halt',
  url: () => '/api/crypto/limits',
  age: byTick,
};

function killSwitch({ state }: Place): ViewNode {
  const { halted } = state.feed.status;
  return h(
    'div',
    { class: 'stack' },
    h('p', {}, halted === null ? badge('ok', 'Trading is on') : badge('problem', 'Trading is halted')),
    halted !== null && h('p', {}, 'Because: ', h('strong', {}, halted)),
    h('p', {}, 'A page never acts. Type on a shell of the machine that trades:'),
    h(
      'ul',
      { class: 'commands' },
      halted === null
        ? copyCommand('hive trade halt', 'switches trading off at once; positions stay as they are')
        : copyCommand('hive trade resume --reason TEXT', 'switches trading on again'),
      copyCommand('hive trade flatten --reason TEXT', 'sells everything that is held'),
    ),
  );
}
