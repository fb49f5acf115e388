import type { Config } from '@oclif/core';
import { globalFlags } from '../../src/flags.ts';

type Loadable = Config['commands'][number];
type Flag = Loadable['flags'][string];
type Arg = Loadable['args'][string];

const INTRO = `# Commands

Made from the commands themselves; do not edit. Every command explains itself with \`--help\` too, and takes the
[global flags](#global-flags). With \`--json\` it prints one document ([output.md](output.md)) of the schema
that is named here. The exit codes are in [exit-codes.md](exit-codes.md).`;

/** docs/commands.md: every command with its arguments, flags and examples, in alphabetical order. */
export function commandsPage({ bin, commands }: Config): string {
  const sorted = commands.filter(({ hidden }) => !hidden).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const sections = sorted.map(command => section(command, bin));
  return `${[INTRO, ...sections, globalSection(sorted[0]!)].join('\n\n')}\n`;
}

function section(command: Loadable, bin: string): string {
  const { id, summary = '', description = '', schemaName } = command;
  const own = Object.values(command.flags).filter(flag => !isGlobal(flag));
  const inputs = [...Object.values(command.args).map(argLine), ...own.map(flagLine)];
  return [
    `## ${bin} ${id.replaceAll(':', ' ')}`,
    [summary, description].join(' ').trim(),
    ...(inputs.length > 0 ? [inputs.join('\n')] : []),
    examples(command, bin),
    `Schema: \`hive.${schemaName}/1\``,
  ].join('\n\n');
}

function globalSection(command: Loadable): string {
  const flags = Object.values(command.flags).filter(isGlobal);
  return `## Global flags\n\n${flags.map(flagLine).join('\n')}`;
}

const isGlobal = ({ name }: Flag): boolean => name === 'json' || name in globalFlags;

function argLine({ name, required, multiple, description = '' }: Arg): string {
  const shown = required ? name.toUpperCase() : `[${name.toUpperCase()}]`;
  return `- \`${shown}${multiple ? '…' : ''}\`: ${description}`;
}

function flagLine(flag: Flag): string {
  const short = flag.char ? `-${flag.char}, ` : '';
  const value = flag.type === 'option' ? ` ${placeholder(flag)}` : '';
  const required = flag.required ? ' Required.' : '';
  const standard = flag.type === 'option' && flag.default !== undefined ? ` Default: ${flag.default}.` : '';
  return `- \`${short}--${flag.name}${value}\`: ${flag.summary ?? flag.description ?? ''}${required}${standard}`;
}

const placeholder = (flag: Flag & { type: 'option' }): string =>
  flag.options?.join('|') ?? String(flag.helpValue ?? 'VALUE');

function examples(command: Loadable, bin: string): string {
  const lines = (command.examples ?? []).map(example =>
    typeof example === 'string' ? example : `# ${example.description}\n${example.command}`,
  );
  return `\`\`\`sh\n${lines.join('\n').replaceAll('<%= config.bin %>', bin)}\n\`\`\``;
}
