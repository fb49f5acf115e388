import { isoTime } from '../../core/clock.ts';
import { isVendor } from '../../market/vendor-bars.ts';
import { type Check, ok, skipped, warning } from './check.ts';

export const yahoo: Check = {
  id: 'yahoo',
  title: 'Yahoo',
  asksBroker: false,
  async look({ adapters }) {
    const { crypto, stocks } = adapters.config.market;
    if (crypto.source !== 'yahoo' && stocks.source !== 'yahoo')
      return skipped('not needed: no bars from there');
    const { provider } = await adapters.feedOf('yahoo');
    const backOff = provider && isVendor(provider) ? provider.backOff() : null;
    return backOff
      ? warning(
          `is not asked before ${isoTime(backOff.untilMs)}: ${backOff.why}`,
          'Nothing: asking more often would make it last longer.',
        )
      : ok('may be asked');
  },
};
