/*
 * A home's data as columns, for notebooks and scripts:
 *
 *     import { columns } from 'hive-trade/frame';
 *     const bars = new DataFrame(await columns({ home: 'hive-demo', what: 'bars', symbol: 'BTC-USD' }));
 *
 * See docs/frames.md. The types below import nothing, so that their declarations stand alone.
 */
import { homedir } from 'node:os';

/** What is wanted of a home. */
export interface FrameRequest {
  /** The home folder; a path from the working folder. */
  readonly home: string;
  readonly what: 'bars' | 'features' | 'samples' | 'trades';
  /** Any spelling: BTC-USD, BTC/USD, AAPL. */
  readonly symbol: string;
  /** Of bars and features: 1m to 1d; the home's own interval when left out. */
  readonly interval?: string;
  /** Of bars and features: needed only where bars of several sources are stored. */
  readonly source?: string;
}

/** Columns by name, all of one length, oldest row first: numbers (NaN where one is missing) or texts; times in ISO, UTC. */
export type Columns = Record<string, number[] | string[]>;

/**
 * Reads a table of a home as plain columns, which every library of data frames takes. Changes nothing there.
 * @throws An Error whose message says what is wrong and whose `next` the way out.
 */
export async function columns(request: FrameRequest): Promise<Columns> {
  const [home, { plainColumns }, { makeFrame }, { parseInterval }] = await Promise.all([
    openHome(request.home),
    import('./lib/frame/columns.ts'),
    import('./lib/app/frame/make-frame.ts'),
    import('./lib/core/interval.ts'),
  ]);
  const { what, symbol, source, interval } = request;
  try {
    const named = interval === undefined ? undefined : parseInterval(interval);
    return plainColumns((await makeFrame(home, { what, symbol, source, interval: named })).frame);
  } finally {
    home.close();
  }
}

/** Reads as the command line does: the home's own settings, with the environment over them. */
async function openHome(home: string) {
  const [{ adapters }, { resolveHome }, { systemClock }, { readEnvironment }, { loadConfig }] =
    await Promise.all([
      import('./lib/app/adapters.ts'),
      import('./lib/app/home.ts'),
      import('./lib/app/system-clock.ts'),
      import('./lib/config/environment.ts'),
      import('./lib/config/load.ts'),
    ]);
  const environment = readEnvironment();
  const paths = resolveHome({ flag: home, env: environment, cwd: process.cwd(), userHome: homedir() });
  const { config } = loadConfig({ file: paths.config, fileMustExist: false, environment, flags: [] });
  return adapters({ paths, config, clock: systemClock });
}
