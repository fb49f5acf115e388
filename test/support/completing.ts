import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Config } from '@oclif/core';
import { bashScript } from '../../src/output/completion/bash.ts';
import { commandTable } from '../../src/output/completion/command-table.ts';
import { fishScript } from '../../src/output/completion/fish.ts';
import { zshScript } from '../../src/output/completion/zsh.ts';
import { projectRoot } from './cli.ts';

const { commands, topics } = await Config.load(projectRoot);
const table = commandTable(commands, topics);

export const SCRIPTS = { bash: bashScript(table), zsh: zshScript(table), fish: fishScript(table) };
export type Shell = keyof typeof SCRIPTS;

export const isThere = (shell: Shell): boolean => spawnSync(shell, ['--version']).status === 0;

/** hive as a function of the shell, so that the values come from the build under test. */
const RUN = `'${process.execPath}' '${join(projectRoot, 'bin/run.js')}'`;
const FUNCTIONS: Readonly<Record<Shell, string>> = {
  bash: `hive() { ${RUN} "$@"; }`,
  zsh: `hive() { ${RUN} "$@" }; compdef() { : }`,
  fish: `function hive; ${RUN} $argv; end`,
};

/** Without the settings of whoever runs the tests. */
const QUIET: Readonly<Record<Shell, readonly string[]>> = {
  bash: ['--norc'],
  zsh: ['-f'],
  fish: ['--no-config'],
};

/** What the shell offers at the end of each line, in the order of the shell; words of bash are parted by blanks. */
export function offered(shell: Shell, lines: readonly string[], home: string): string[][] {
  const script = [FUNCTIONS[shell], SCRIPTS[shell], ...lines.map(line => ASKS[shell](line))].join('\n');
  const { stdout, stderr, error } = spawnSync(shell, [...QUIET[shell], '-c', script], {
    cwd: home,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', HOME: home, HIVE_HOME: home, TERM: 'dumb' },
    timeout: 60_000,
  });
  if (error) throw error;
  const answers = stdout.split('=====\n').slice(0, -1);
  if (answers.length !== lines.length) throw new Error(`${shell}: ${stdout}${stderr}`);
  return answers.map(answer => answer.split('\n').filter(word => word !== ''));
}

const ASKS: Readonly<Record<Shell, (line: string) => string>> = {
  // As readline fills them in; it parts words at "=" too (COMP_WORDBREAKS).
  bash: line => {
    const words = line.replaceAll('=', ' = ').split(' ');
    return `COMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _hive 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}" =====`;
  },
  // The builtins that offer words are taken over; _describe has words and meanings in an array.
  zsh: line => {
    const words = line.split(' ');
    return `compadd() { [[ $1 == -a ]] && print -l -- \${(P)2} || print -l -- \${@:#--} }; _describe() { print -l -- \${(P)@[-1]} }; _files() { print FILES }; compset() { : }; words=(${words.map(word => `'${word}'`).join(' ')}); CURRENT=${words.length}; _hive; print -- '====='`;
  },
  fish: line => `complete -C '${line}'; echo =====`,
};
