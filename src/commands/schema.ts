import { Args } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';

export default class Schema extends HiveCommand<typeof Schema> {
  static override readonly schemaName = 'schema';
  static override summary = 'Print the JSON Schema of what a command prints with --json.';
  static override description =
    'The schemas follow draft 2020-12. "config" is the schema of hive.config.json and "error" that of every ' +
    'failure. Without a name the known names are listed.';
  static override examples = [
    { description: 'What there is', command: '<%= config.bin %> schema' },
    { description: 'What hive config show --json prints', command: '<%= config.bin %> schema config show' },
    {
      description: 'Let an editor check the configuration while you type',
      command: '<%= config.bin %> schema config > hive.config.schema.json',
    },
  ];
  static override args = {
    name: Args.string({ description: 'A command such as config show, or config, or error.', multiple: true }),
  };

  protected override async work() {
    const { name } = this.args;
    if (name === undefined) return this.#list();
    const { publishedSchema } = await import('../lib/app/published-schema.ts');
    const schemaName = name.join('-');
    const schema = await publishedSchema(schemaName);
    return { data: { name: schemaName, schema }, text: JSON.stringify(schema, null, 2) };
  }

  #list() {
    const names = ['config', 'error', ...this.config.commands.map(command => String(command.schemaName))];
    names.sort();
    return { data: { names }, text: names.join('\n') };
  }
}
