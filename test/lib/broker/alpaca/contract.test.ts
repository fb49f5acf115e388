import { AlpacaBroker } from '../../../../src/lib/broker/alpaca/alpaca-broker.ts';
import { parseCents } from '../../../../src/lib/core/money.ts';
import { Sandbox } from '../../../../src/lib/sandbox/sandbox.ts';
import { serveSandbox } from '../../../../src/lib/sandbox/serve.ts';
import { brokerContract } from '../../../contracts/broker.ts';
import { alpacaAt, TRUE_CLOCK, waitTruly } from '../../../support/alpaca-desk.ts';
import { HandQuotes } from '../../../support/quotes.ts';
import { NO_BARS } from '../../../support/sandbox.ts';

const FEE_PPM = 2_500n;

brokerContract('Alpaca, played by the sandbox on a socket', async () => {
  const quotes = new HandQuotes().set('BTC/USD', 49_990, 50_010);
  const sandbox = new Sandbox({
    ...{ clock: TRUE_CLOCK, prices: { quotes, bars: NO_BARS }, seed: 42, cash: parseCents('10000') },
    ...{ feePpm: FEE_PPM, fillDelayMs: 5, requestsPerMinute: 10_000 },
  });
  const { url, close } = await serveSandbox(sandbox, { port: 0 });
  const { keyId, secret } = sandbox.keys;
  const keys = { keyId: () => keyId, secret: () => secret };
  const broker = new AlpacaBroker(alpacaAt(url, { keys, wait: waitTruly }));
  return { broker, feePpm: FEE_PPM, dispose: close };
});
