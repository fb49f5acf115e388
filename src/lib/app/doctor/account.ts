import { tickSettings } from '../settings.ts';
import { refuseUnwanted } from '../tick/begin.ts';
import { type Check, info, ok } from './check.ts';

/** Whether the keys open the account that the mode and the configuration are about; what a tick refuses is a problem. */
export const account: Check = {
  id: 'account',
  title: 'Account',
  asksBroker: true,
  async look({ adapters: { config }, account: ask }) {
    const { account: found } = await ask();
    const { accountRule } = tickSettings(config);
    refuseUnwanted(found, accountRule);
    const seen = `${config.mode} account ${found.accountNumber}`;
    return accountRule.pinned === null
      ? info(`${seen}, not pinned`, 'Write it into alpaca.accountNumber, so that other keys are refused.')
      : ok(`${seen}, as pinned`);
  },
};
