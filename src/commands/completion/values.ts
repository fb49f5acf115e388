import { resolve } from 'node:path';
import { Args } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import { HOME_VALUES, isHomeValue, shellValues } from '../../lib/app/completion/shell-values.ts';
import { HELP_TOPICS } from '../../output/help/pages.ts';

export default class CompletionValues extends HiveCommand<typeof CompletionValues> {
  static override readonly schemaName = 'completion-values';
  static override hidden = true;
  static override summary = 'Print what may stand in a place of a command line.';
  static override description =
    'For the scripts of hive completion. Reads the home and nothing else; of what cannot be read there is ' +
    'nothing, and the exit code is 0.';
  static override examples = [
    { description: 'Symbols', command: '<%= config.bin %> completion values symbols' },
    { description: 'Models', command: '<%= config.bin %> completion values models' },
    { description: 'Settings', command: '<%= config.bin %> completion values settings' },
  ];
  static override args = {
    kind: Args.string({
      required: true,
      description: `What is wanted: ${[...HOME_VALUES, 'topics', 'schemas'].join(', ')}.`,
    }),
  };

  protected override async work() {
    const { kind } = this.args;
    const values = await this.#values(kind);
    return { data: { kind, values }, text: values.join('\n') };
  }

  /** Nobody who presses Tab wants to read why there is nothing. */
  protected override async catch(): Promise<never> {
    return this.exit(0);
  }

  async #values(kind: string): Promise<readonly string[]> {
    if (kind === 'topics') return HELP_TOPICS;
    if (kind === 'schemas') return this.#schemas();
    return isHomeValue(kind) ? shellValues(() => this.#places(), kind) : [];
  }

  #places() {
    const { config } = this.flags;
    return config === undefined ? this.paths : { ...this.paths, config: resolve(config) };
  }

  #schemas(): readonly string[] {
    const names = this.config.commands
      .filter(({ hidden }) => !hidden)
      .map(command => String(command.schemaName));
    return ['config', 'error', ...names].sort();
  }
}
