import { Args } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

export default class Completion extends HiveCommand<typeof Completion> {
  static override readonly schemaName = 'completion';
  static override summary = 'Print the script that lets a shell complete hive when you press Tab.';
  static override description =
    'It knows every command, flag and value, and asks hive for symbols, models, backtests, settings and the like. ' +
    'Put it where your shell reads it at its start: in bash the line source <(hive completion bash) into ' +
    '~/.bashrc; in zsh source <(hive completion zsh) into ~/.zshrc, after compinit; in fish the script itself ' +
    'into ~/.config/fish/completions/hive.fish. Print it anew after an update.';
  static override examples = [
    { description: 'bash', command: "echo 'source <(<%= config.bin %> completion bash)' >> ~/.bashrc" },
    { description: 'zsh', command: "echo 'source <(<%= config.bin %> completion zsh)' >> ~/.zshrc" },
    {
      description: 'fish',
      command: '<%= config.bin %> completion fish > ~/.config/fish/completions/hive.fish',
    },
  ];
  static override args = {
    shell: Args.string({ required: true, options: [...SHELLS], description: 'Your shell.' }),
  };

  protected override async work() {
    const shell = this.args.shell as Shell;
    const { commandTable } = await import('../../output/completion/command-table.ts');
    const table = commandTable(this.config.commands, this.config.topics);
    const script = (await this.#writer(shell))(table);
    return { data: { shell, script }, text: script };
  }

  async #writer(shell: Shell) {
    if (shell === 'bash') return (await import('../../output/completion/bash.ts')).bashScript;
    if (shell === 'zsh') return (await import('../../output/completion/zsh.ts')).zshScript;
    return (await import('../../output/completion/fish.ts')).fishScript;
  }
}
