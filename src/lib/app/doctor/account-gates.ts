import { type Check, ok, problem } from './check.ts';

export const accountGates: Check = {
  id: 'account-gates',
  title: 'Permissions',
  asksBroker: true,
  async look({ account }) {
    const { blocked } = (await account()).account;
    return blocked === null
      ? ok('the account may trade')
      : problem(
          `the account may not trade: ${blocked}`,
          'After a halt: hive trade resume --reason TEXT. Else ask Alpaca to lift it.',
        );
  },
};
