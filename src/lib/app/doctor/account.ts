import { tickSettings } from '../settings.ts';
import { type Check, info, ok, problem } from './check.ts';

/** Whether the keys open the account that the mode and the configuration are about. */
export const account: Check = {
  id: 'account',
  title: 'Account',
  asksBroker: true,
  async look({ adapters: { config }, account: ask }) {
    const { accountNumber } = (await ask()).account;
    const { pinned, paper } = tickSettings(config).accountRule;
    if (pinned !== null && pinned !== accountNumber)
      return problem(
        `the keys are of account ${accountNumber}; the configuration allows ${pinned} only`,
        'Use the keys of that account, or change alpaca.accountNumber in the configuration file.',
      );
    if (paper !== null && accountNumber.startsWith('PA') !== paper)
      return problem(
        `account ${accountNumber} is ${paper ? 'no paper account' : 'a paper account'}, and the mode is ${config.mode}`,
        'Use the keys of the account that the mode is for.',
      );
    return pinned === null
      ? info(
          `${config.mode} account ${accountNumber}, not pinned`,
          'Write it into alpaca.accountNumber, so that other keys are refused.',
        )
      : ok(`${config.mode} account ${accountNumber}, as pinned`);
  },
};
