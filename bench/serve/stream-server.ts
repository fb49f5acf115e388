/** The server over a made-up home in which something happens five times a second. Prints its port. */
import { systemClock } from '../../src/lib/app/system-clock.ts';
import { startServer } from '../../src/lib/server/start-server.ts';
import { FakeWatch } from '../../test/support/fake-watch.ts';

const EVENTS_A_SECOND = 5;

const watch = new FakeWatch();
const server = await startServer({
  ...{ watch, token: process.argv[2]!, host: '127.0.0.1', port: 0, behindProxy: false, clock: systemClock },
  settings: {
    ...{ publicUrl: '', trustedProxies: [], requestsPerSecond: 100_000, allRequestsPerSecond: 100_000 },
    maxStreams: 5_000,
  },
  onTrouble: sentence => console.error(sentence),
});
let price = 60_000;
setInterval(() => {
  price += Math.sin(price);
  watch.tell({ quotes: watch.feed.quotes.map(quote => ({ ...quote, price })) });
}, 1_000 / EVENTS_A_SECOND);
console.log(server.port);
