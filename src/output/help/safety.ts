import { commandList, type HelpPage, list, words } from './page.ts';

/** How HIVE is kept from doing harm; the figures are those of the limits (a test compares them). */
export const safety: HelpPage = {
  summary: 'what keeps HIVE from doing harm, and how to stop it',
  blocks: commands => [
    words(
      'Money is made up unless the configuration file says mode live, names the account, and a person has typed a ' +
        'sentence at hive trade arm, which runs out. No flag and no variable takes the place of that.',
    ),
    list([
      [
        'An order',
        'at most $75 and 2 % of buying power; nothing below the $10 that the broker takes, so $500 are needed',
      ],
      ['Buying power', 'below $25 nothing is bought'],
      ['A signal', 'counts only with a confidence above 0.7'],
      ['A day', 'has caps on orders, on their sum and on losses: hive config show risk'],
    ]),
    words('These can be made tighter, never looser. To stop, from mild to hard:'),
    commandList(commands, 'trade disarm', 'trade halt', 'trade flatten'),
    words('And to go on, or to see whether all is well:'),
    commandList(
      commands,
      'trade resume',
      'trade arm',
      'doctor',
      'trade audit',
      'journal verify',
      'trade why',
    ),
    words(
      'A run may be killed at any moment; the next one sets things right and sends nothing twice. Keys are shown nowhere: ' +
        'they come from systemd, a file of mode 0600 or the environment, never from a flag.',
    ),
  ],
};
