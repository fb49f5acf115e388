import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { isoTime } from '../core/clock.ts';
import { configError, usageError } from '../core/errors.ts';
import { centsFromDollars, formatCents } from '../core/money.ts';
import type { SandboxAnswer, SandboxRequest } from '../sandbox/exchange.ts';
import { type FaultRule, parseFault, parseFaults } from '../sandbox/faults/parse-fault.ts';
import { demoKeys } from '../sandbox/ids.ts';
import { Sandbox } from '../sandbox/sandbox.ts';
import { type ServedSandbox, type ServeOptions, serveSandbox } from '../sandbox/serve.ts';
import { systemCode } from '../store/private-files.ts';
import type { Adapters } from './adapters.ts';
import { readSandboxState } from './sandbox-state.ts';
import type { schema } from './schemas/sandbox.ts';

export interface SandboxRunOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Dollars of a new account. */
  readonly cash: number;
  /** As on the command line; see docs/sandbox.md. */
  readonly faults: readonly string[];
  /** A file with more of them. */
  readonly faultFile: string | undefined;
  /** Where the account is kept; state/sandbox.json of the home when undefined. */
  readonly stateFile: string | undefined;
  readonly fillDelayMs: number;
  /** Share of orders that fill in two parts. */
  readonly partialFills: number;
  /** Told of every request, without its headers. */
  readonly onLine: (line: string) => void;
}

export type SandboxReport = z.infer<typeof schema>;

export interface RunningSandbox {
  /** How things stand now. */
  report(): SandboxReport;
  /** Ends the service; the account is kept. */
  stop(): Promise<void>;
}

/**
 * Serves a broker of made-up prices on this machine. Its account is kept in a file after every change, before the
 * change is answered, so that a kill at any moment loses nothing that a client knows of.
 * @throws HiveError (busy, BUSY) when another sandbox keeps the same account; (config, PORT_TAKEN);
 * (usage, BAD_FAULT).
 */
export async function startSandbox(all: Adapters, options: SandboxRunOptions): Promise<RunningSandbox> {
  const faults = faultsOf(options);
  const path = resolve(options.stateFile ?? join(all.paths.state, 'sandbox.json'));
  const release = await lockState(path);
  try {
    const sandbox = await openSandbox(all, options, { path, faults });
    const write = await all.textFileWriter();
    const counted = { requests: 0, saved: -1 };
    const save = () => {
      if (sandbox.revision !== counted.saved) write(path, JSON.stringify(sandbox.snapshot()));
      counted.saved = sandbox.revision;
    };
    save();
    const served = await listening(sandbox, {
      port: options.port,
      onAnswer: (request, answer) => {
        counted.requests++;
        save();
        options.onLine(lineOf(all.clock.now(), request, answer));
      },
      onError: ({ method, path: asked }, error) =>
        options.onLine(`${method} ${asked} not answered: ${error instanceof Error ? error.message : error}`),
    });
    return {
      report: () => reportOf(all, { sandbox, served, path, requests: counted.requests }),
      stop: async () => {
        await served.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Undefined when none are named: those of the last run then go on. */
function faultsOf({ faults, faultFile }: SandboxRunOptions): readonly FaultRule[] | undefined {
  if (faults.length === 0 && faultFile === undefined) return undefined;
  const fromFile = faultFile === undefined ? [] : parseFaults(textOf(faultFile));
  return [...fromFile, ...faults.map(parseFault)];
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw usageError({
      code: 'BAD_FAULT',
      message: `Could not read the faults in ${file}.`,
      next: 'Name a file that you may read, with {"faults": ["reset-after"]} in it.',
      cause,
    });
  }
}

async function lockState(path: string): Promise<() => void> {
  const [{ acquireLock }, { busy }] = await Promise.all([
    import('../store/files/lock.ts'),
    import('./with-lock.ts'),
  ]);
  const lock = acquireLock(`${path}.lock`);
  if (!lock) throw busy(`${path}.lock`, 'sandbox');
  return () => lock.release();
}

async function openSandbox(
  all: Adapters,
  { cash, fillDelayMs, partialFills }: SandboxRunOptions,
  { path, faults }: { path: string; faults: readonly FaultRule[] | undefined },
): Promise<Sandbox> {
  const { seed } = all.config;
  const market = await all.simulatedMarket();
  const options = {
    clock: all.clock,
    prices: { quotes: market, bars: market },
    seed,
    cash: centsFromDollars(cash),
    keys: demoKeys(seed, all.paths.root),
    fillDelayMs,
    partialFills,
    ...(faults ? { faults } : {}),
  };
  return new Sandbox(options, readSandboxState(path, seed));
}

async function listening(sandbox: Sandbox, options: ServeOptions): Promise<ServedSandbox> {
  const { port } = options;
  try {
    return await serveSandbox(sandbox, options);
  } catch (cause) {
    if (!['EADDRINUSE', 'EACCES'].includes(systemCode(cause) ?? '')) throw cause;
    throw configError({
      code: 'PORT_TAKEN',
      message: `Port ${port} of this machine is taken or may not be used.`,
      next: 'Choose another one with --port, or --port 0 for any that is free.',
      cause,
    });
  }
}

/** `12:00:00.300 POST /v2/orders 200`, with what happened on the wire. */
function lineOf(atMs: number, { method, path }: SandboxRequest, { status, wire }: SandboxAnswer): string {
  return `${isoTime(atMs).slice(11, 23)} ${method} ${path} ${status}${wire ? ` (${wire.kind})` : ''}`;
}

interface Running {
  readonly sandbox: Sandbox;
  readonly served: ServedSandbox;
  readonly path: string;
  readonly requests: number;
}

function reportOf({ config }: Adapters, { sandbox, served, path, requests }: Running): SandboxReport {
  const { orders, fills, cash } = sandbox.books;
  return {
    simulated: true,
    url: served.url,
    keyId: sandbox.keys.keyId,
    secret: sandbox.keys.secret,
    accountNumber: sandbox.accountNumber,
    seed: config.seed,
    edge: config.market.simulated.edge,
    state: path,
    cash: formatCents(cash),
    requests,
    orders: orders.size,
    fills: fills.length,
  };
}
