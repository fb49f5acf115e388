import { type Child, h } from '../node.ts';

const COMMANDS = [
  'trade (?:tick|halt|resume|flatten|arm|disarm|audit|replay|why)',
  'train (?:cycle|status)',
  'data (?:fetch|import|list|verify|export)',
  'models (?:list|show|promote|rollback)',
  'learn (?:status|evaluate|breakeven|reset)',
  'journal (?:verify|export)',
  'config (?:show|check)',
  'backtest (?:list|show|compare)',
  'positions accept',
  'doctor|status|positions|predict|trades|serve',
];
/** A command line of ours within a sentence, with its flags; prose that only begins alike is none. */
const COMMAND = new RegExp(`(\\bhive (?:${COMMANDS.join('|')})\\b(?: --[a-z-]+(?: [A-Z]+)?)*)`);

/** A sentence whose commands stand out: `Trade again: hive trade resume --reason TEXT`. */
export const withCommands = (text: string): Child[] =>
  text.split(COMMAND).map((part, at) => (at % 2 === 1 ? h('code', {}, part) : part));
