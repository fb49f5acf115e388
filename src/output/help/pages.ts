import { VARIABLES } from '../../lib/config/environment-variables.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { homeFiles } from './home-files.ts';
import { commandList, type HelpPage, lines, list, words } from './page.ts';
import { safety } from './safety.ts';
import { scheduling } from './scheduling.ts';

const plain = (markdown: string): string => markdown.replaceAll('`', '');

const exitCodes: HelpPage = {
  summary: 'what the exit code of a command says',
  blocks: () => [
    list(EXIT_CODES.map(({ codes, meaning, todo }) => [codes.join(', '), plain(`${meaning} ${todo}`)])),
    words('Every failure prints what is wrong and the way out on stderr.'),
  ],
};

const environment: HelpPage = {
  summary: 'the variables that HIVE reads',
  blocks: () => [list(VARIABLES.map(({ names, meaning }) => [names.join(', '), meaning]))],
};

const files: HelpPage = {
  summary: 'what is in a home folder, and which folder that is',
  blocks: commands => [
    words(
      'A home is the folder of one hive: --home, else HIVE_HOME, else the nearest folder above with a hive.config.json, ' +
        'else ~/.local/state/hive, or that of XDG_STATE_HOME.',
    ),
    list(homeFiles().map(({ path, meaning }) => [path, meaning])),
    words('What is made is for your user only (folders 0700, files 0600).'),
    commandList(commands, 'init', 'backup', 'restore', 'prune'),
  ],
};

const output: HelpPage = {
  summary: 'what is printed where, and in what form',
  blocks: commands => [
    words('Data goes to stdout, talk to stderr. With --json every command prints one document:'),
    lines(
      '{"ok":true,"schema":"hive.NAME/1","asOf":"…Z","mode":"…","data":…,"warnings":[]}',
      '{"ok":false,"schema":"hive.error/1","error":{"code","message","next","retryable"}}',
    ),
    words(
      '--quiet prints nothing on success. Tables fit COLUMNS, or the screen, or 80 characters; 60 is the least. Colours ' +
        'appear on a screen only; NO_COLOR, TERM=dumb or --no-color turn them off, FORCE_COLOR on.',
    ),
    commandList(commands, 'schema'),
  ],
};

/** Pages that belong to no command, by what follows `hive help`. */
export const HELP_PAGES = {
  environment,
  'exit-codes': exitCodes,
  files,
  output,
  safety,
  scheduling,
} as const satisfies Readonly<Record<string, HelpPage>>;

export type HelpTopic = keyof typeof HELP_PAGES;

export const HELP_TOPICS = Object.keys(HELP_PAGES) as HelpTopic[];

export const isHelpTopic = (text: string): text is HelpTopic => Object.hasOwn(HELP_PAGES, text);
