import { configError } from '../core/errors.ts';
import type { Origin } from './origin.ts';
import type { Config } from './schema.ts';
import { isLiveUrl, isLoopbackUrl, LIVE_HOST } from './vendor-urls.ts';

interface Sentence {
  readonly message: string;
  readonly next: string;
}

type OriginOf = (path: string) => Origin;

/**
 * What single settings cannot see: that mode, broker and account belong together, and that real money is only
 * ever switched on in the configuration file.
 * @throws HiveError (config, BAD_MODE) with a sentence for each thing that is wrong.
 */
export function refuseMismatchedModes(config: Config, originOf: OriginOf): void {
  const faults = [...modeFaults(config), ...marketFaults(config), ...originFaults(config, originOf)];
  if (faults.length === 0) return;
  throw configError({
    code: 'BAD_MODE',
    message: faults.map(({ message }) => message).join('\n'),
    next: faults[0]!.next,
  });
}

function modeFaults(config: Config): Sentence[] {
  if (config.mode === 'simulated') return simulatedFaults(config);
  return config.mode === 'paper' ? paperFaults(config) : liveFaults(config);
}

const simulatedFaults = ({ broker }: Config): Sentence[] =>
  broker.kind === 'simulated'
    ? []
    : [
        {
          message: `mode is simulated, but broker.kind is ${broker.kind}: its orders would leave this machine.`,
          next: 'Set mode to "paper", or broker.kind to "simulated".',
        },
      ];

const paperFaults = ({ alpaca }: Config): Sentence[] =>
  isLiveUrl(alpaca.tradingUrl)
    ? [
        {
          message: `mode is paper, but alpaca.tradingUrl is ${alpaca.tradingUrl}, where money is real.`,
          next: 'Leave alpaca.tradingUrl out in mode paper.',
        },
      ]
    : [];

function liveFaults({ broker, alpaca }: Config): Sentence[] {
  const faults: Sentence[] = [];
  if (broker.kind !== 'alpaca')
    faults.push({
      message: `mode is live, but broker.kind is ${broker.kind}.`,
      next: 'Set broker.kind to "alpaca".',
    });
  if (alpaca.accountNumber === '')
    faults.push({
      message: 'mode is live, but alpaca.accountNumber does not say which account may be traded.',
      next: 'Write the number of your live account into alpaca.accountNumber.',
    });
  if (!isLiveUrl(alpaca.tradingUrl) && !isLoopbackUrl(alpaca.tradingUrl))
    faults.push({
      message: `mode is live, but alpaca.tradingUrl is ${alpaca.tradingUrl}, where money is not real.`,
      next: `Set alpaca.tradingUrl to "https://${LIVE_HOST}".`,
    });
  return faults;
}

/** A rehearsal with a broker on this machine may have made-up bars; an account at Alpaca may not. */
const marketFaults = ({ broker, market, alpaca }: Config): Sentence[] =>
  broker.kind === 'alpaca' &&
  market.crypto.source === 'simulated' &&
  !(isLoopbackUrl(alpaca.tradingUrl) && isLoopbackUrl(alpaca.dataUrl))
    ? [
        {
          message:
            'broker.kind is alpaca, but market.crypto.source is simulated: it would trade on made-up prices.',
          next: 'Set market.crypto.source to "alpaca".',
        },
      ]
    : [];

/** A variable that is left over in some shell, or a flag in some script, must not decide over real money. */
function originFaults(config: Config, originOf: OriginOf): Sentence[] {
  const { mode, alpaca } = config;
  const guarded = [
    { path: 'mode', counts: mode === 'live' },
    { path: 'alpaca.accountNumber', counts: alpaca.accountNumber !== '' },
    { path: 'alpaca.tradingUrl', counts: mode === 'live' || isLiveUrl(alpaca.tradingUrl) },
  ];
  return guarded.flatMap(({ path, counts }) => {
    const origin = originOf(path);
    if (!counts || (origin.from !== 'environment' && origin.from !== 'flag')) return [];
    return [
      {
        message: `${path} comes from ${origin.name}: what leads to real money must stand in the configuration file.`,
        next: `Take ${origin.name} away, and write ${path} into the configuration file.`,
      },
    ];
  });
}
