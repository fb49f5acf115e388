import { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import { readJsonFile } from '../../store/files/read-json-file.ts';
import { type Check, ok, skipped, warning } from './check.ts';

const backOff = z.object({ untilMs: z.number(), why: z.string() });

export const yahoo: Check = {
  id: 'yahoo',
  title: 'Yahoo',
  asksBroker: false,
  look({ adapters: { config, paths, clock } }) {
    const { crypto, stocks } = config.market;
    if (crypto.source !== 'yahoo' && stocks.source !== 'yahoo')
      return skipped('not needed: no bars from there');
    const known = backOff.safeParse(readJsonFile(paths.yahooBackOff)).data;
    return known && known.untilMs > clock.now()
      ? warning(
          `is not asked before ${isoTime(known.untilMs)}: ${known.why}`,
          'Nothing: asking more often would make it last longer.',
        )
      : ok('may be asked');
  },
};
