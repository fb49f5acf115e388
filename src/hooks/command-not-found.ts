import { type Hook, loadHelpClass } from '@oclif/core';
import { unknownCommand } from '../errors/usage-errors.ts';

/** `hive help …` means `hive … --help`; anything else that is no command is refused. */
const hook: Hook<'command_not_found'> = async ({ id, argv, config }) => {
  const [first, ...words] = id.split(':');
  const topics = config.topics.map(topic => topic.name);
  if (first !== 'help') throw unknownCommand(id, [...config.commandIDs, ...topics]);
  const Help = await loadHelpClass(config);
  await new Help(config).showHelp([...words, ...(argv ?? [])]);
};

export default hook;
