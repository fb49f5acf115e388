import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HiveError } from '../core/errors.ts';
import { loadAssets } from './assets/load-assets.ts';
import { createApp } from './create-app.ts';
import { onceAMinute } from './once-a-minute.ts';
import type { ServerOptions } from './options.ts';
import { PATIENCE, type Patience, PROXY_KEEP_ALIVE_MS } from './patience.ts';
import { answerRaw } from './raw-answers.ts';
import { checkExposure } from './security/check-exposure.ts';
import { Credentials } from './security/credentials.ts';
import { LoginCodes } from './security/login-codes.ts';
import { placesOf } from './security/places.ts';
import { LiveStreams } from './stream/live-streams.ts';
import { isStream } from './stream/stream-client.ts';

export interface RunningServer {
  readonly port: number;
  /** Where people find it: `http://127.0.0.1:8787`. */
  readonly url: string;
  /** A link that logs one browser in, within ten minutes. */
  loginLink(): string;
  /** Ends streams, lets answers finish for a second, and lets go of the port. */
  close(): Promise<void>;
}

const HEAD_BYTES = 8 * 1024;
const CHECK_EVERY_MS = 1_000;
const CLOSE_IDLE_EVERY_MS = 50;
/** Connections beside those of the live feed. */
const SPARE_CONNECTIONS = 512;

/**
 * Serves a home over HTTP.
 * @throws HiveError (config) for an address that must not be served without a proxy, (broker) when the port cannot be
 * had.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { watch, clock, settings, host, behindProxy } = options;
  const onTrouble = onceAMinute(options.onTrouble, clock);
  checkExposure(options);
  const assets = await loadAssets();
  const patience = { ...PATIENCE, ...options.patience };
  const server = httpServer(options, patience);
  const port = await listen(server, options);
  const places = placesOf({ host, port, behindProxy, publicUrl: settings.publicUrl });
  const streams = new LiveStreams({ watch, clock, onTrouble, patience });
  const codes = new LoginCodes(clock);
  const app = createApp({
    ...{ watch, clock, settings, behindProxy, onTrouble, places, streams, codes, assets },
    credentials: new Credentials(options.token, clock),
    cookieName: `hive-${port}`,
  });
  server.on('request', app.callback());
  return {
    port,
    url: places.url,
    loginLink: () => `${places.url}/login#code=${codes.issue()}`,
    close: () => close(server, streams, patience),
  };
}

/** Not listening yet. Clients that are slow, large or many are kept within bounds before anything is asked. */
function httpServer({ settings, behindProxy }: ServerOptions, patience: Patience): Server {
  const server = createServer({
    headersTimeout: patience.headMs,
    requestTimeout: patience.requestMs,
    connectionsCheckingInterval: Math.min(CHECK_EVERY_MS, patience.headMs),
    maxHeaderSize: HEAD_BYTES,
    // A missing Host is a wrong one, and is answered as such.
    requireHostHeader: false,
    keepAliveTimeout: behindProxy ? PROXY_KEEP_ALIVE_MS : patience.keepAliveMs,
  });
  server.timeout = patience.idleMs;
  server.maxConnections = settings.maxStreams + SPARE_CONNECTIONS;
  answerRaw(server);
  server.on('request', (_request, response) => limitTime(response, patience.answerMs));
  return server;
}

/** A client that takes its answer drop by drop holds a connection for so long and no longer; streams stay open. */
function limitTime(response: ServerResponse, answerMs: number): void {
  const timer = setTimeout(() => {
    if (!isStream(response)) response.destroy();
  }, answerMs).unref();
  response.once('close', () => clearTimeout(timer));
}

async function listen(server: Server, { host, port }: ServerOptions): Promise<number> {
  server.listen(port, host === 'localhost' ? '127.0.0.1' : host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw cannotListen(host, port, cause);
  }
  return (server.address() as AddressInfo).port;
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'it may not be used by your user',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'this machine has no such address',
};

function cannotListen(host: string, port: number, cause: unknown): HiveError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new HiveError({
    kind: 'broker',
    code: code === 'EADDRINUSE' ? 'PORT_IN_USE' : 'CANNOT_LISTEN',
    message: `Cannot listen on ${host}, port ${port}: ${REASONS[code] ?? (code || 'it failed')}.`,
    next: 'Choose another port with --port; 0 takes a free one.',
    cause,
  });
}

async function close(server: Server, streams: LiveStreams, { closeMs }: Patience): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  streams.close();
  const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
  const all = setTimeout(() => server.closeAllConnections(), closeMs);
  await closed;
  clearInterval(idle);
  clearTimeout(all);
}
