import { enableCompileCache } from 'node:module';

const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const EXPERIMENTS = /^(?:SQLite|Type Stripping) is an experimental feature/;

/** Prepares the process, loads the program and runs the command line. */
export async function startHive(load, options) {
  // Whatever HIVE writes may tell of money: readable by its user only.
  process.umask(0o077);
  enableCompileCache?.();
  hushExperiments();
  guardOutput();
  guardSignals();
  const argv = process.argv.slice(2);
  const { main, fail } = await load();
  // What a timer or a stream throws belongs to no promise that `main` waits for.
  process.once('uncaughtException', error => process.exit(fail(error, argv)));
  process.exitCode = await main(argv, options);
}

/** Node 22 calls SQLite and the stripping of types experiments, once a process: cron would mail that every tick. */
function hushExperiments() {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', warning => {
    if (warning.name === 'ExperimentalWarning' && EXPERIMENTS.test(warning.message)) return;
    for (const print of printers) print.call(process, warning);
  });
}

/** A reader that closes early (`| head -1`) has seen enough; a full disk behind stdout is worth a sentence. */
function guardOutput() {
  process.stdout.on('error', error => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    process.stderr.write(
      `Error: the output cannot be written (${error.code}).\nNext: free some space there.\n`,
    );
    process.exit(4);
  });
  process.stderr.on('error', () => {});
}

/** Ends at once, with the usual code, unless the command wants to end by itself and listens too. */
function guardSignals() {
  for (const [name, code] of Object.entries(EXIT_CODES)) {
    process.once(name, () => {
      if (process.listenerCount(name) === 0) process.exit(code);
    });
  }
}
