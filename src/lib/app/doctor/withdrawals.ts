import { type Check, ok, problem, skipped } from './check.ts';

/** The keys that trade can also send coins away, to any address of this list. */
export const withdrawals: Check = {
  id: 'withdrawals',
  title: 'Withdrawals',
  asksBroker: true,
  async look({ adapters }) {
    const inspection = await adapters.inspection();
    if (!inspection) return skipped('the broker cannot be asked');
    const addresses = await inspection.whitelistedAddresses();
    return addresses.length === 0
      ? ok('coins can be sent to no address')
      : problem(
          `coins can be sent to ${addresses.join(', ')}`,
          'Unless it is yours, remove it at Alpaca now and replace the keys: a new entry works after 24 hours.',
        );
  },
};
