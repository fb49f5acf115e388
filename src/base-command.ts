import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { Command, type Interfaces } from '@oclif/core';
import { globalFlags } from './flags.ts';
import { runDeed, runJob } from './followed-run.ts';
import type { App } from './lib/app/compose.ts';
import { type HomePaths, resolveHome } from './lib/app/home.ts';
import type { Person } from './lib/app/init/person.ts';
import type { JobHome } from './lib/app/jobs/running-job.ts';
import type { Deed } from './lib/app/logs/log-deed.ts';
import { marketBanner } from './lib/app/market-banner.ts';
import { machineAge, systemClock } from './lib/app/system-clock.ts';
import { type Environment, readEnvironment } from './lib/config/environment.ts';
import { knownSecrets } from './lib/config/known-secrets.ts';
import type { LoadedConfig } from './lib/config/load.ts';
import { type Clock, fixedClock, isoTime } from './lib/core/clock.ts';
import type { JobName } from './lib/core/job.ts';
import { redactSecrets } from './lib/core/redact-secrets.ts';
import { exitCodeOf, type Outcome } from './outcome.ts';
import { goesToJournal, type Priority, stderrWriter } from './output/journald.ts';
import { hasJsonFlag } from './output/json-flag.ts';
import { Progress } from './output/progress.ts';
import type { Screen } from './output/render/screen.ts';
import { type Terminal, terminalOf } from './output/terminal.ts';
import { secondSignal, stopSignal } from './stop-signal.ts';

type Flags<T extends typeof Command> = Interfaces.InferredFlags<
  (typeof HiveCommand)['baseFlags'] & T['flags']
>;
type Args<T extends typeof Command> = Interfaces.InferredArgs<T['args']>;

const STDOUT = 1;

/**
 * Base of every command: a subclass says what it does in `work()`, and this class prints it, as text or as
 * one JSON envelope. Expected failures are thrown as HiveError; `main` turns every error into an exit code.
 */
export abstract class HiveCommand<T extends typeof Command> extends Command {
  static override enableJsonFlag = true;
  static override baseFlags = globalFlags;
  /** Names the JSON Schema of `data`: `positions` for `hive.positions/1`. */
  static readonly schemaName: string;

  protected flags!: Flags<T>;
  protected args!: Args<T>;
  #paths: HomePaths | undefined;
  #settings: Promise<LoadedConfig> | undefined;
  #app: Promise<App> | undefined;
  #startedAtMs = 0;

  /**
   * Imports what is heavy (zod, store, market) by `await import()`, so that `--help` stays quick. Gives null when
   * everything was printed before the end.
   */
  protected abstract work(): Promise<Outcome | null>;

  /** The scheduled job that this run is; null for what people run. Each run of a job is recorded. */
  protected get job(): JobName | null {
    return null;
  }

  /**
   * What a person does to the home by this command, such as `halt`, with why; null for what only looks. It is written to
   * the log of the home, whatever comes of it.
   */
  protected get deed(): Deed | null {
    return null;
  }

  /** Where the files of this run's home folder are. */
  protected get paths(): HomePaths {
    this.#paths ??= resolveHome({
      flag: this.flags.home,
      env: readEnvironment(),
      cwd: process.cwd(),
      userHome: homedir(),
    });
    return this.#paths;
  }

  /** The clock of the machine, or the moment that --as-of names. */
  protected get clock(): Clock {
    const asOf = this.flags['as-of'];
    return asOf === undefined ? systemClock : fixedClock(asOf);
  }

  /** What stdout can show: width for tables, colours for `paint`. */
  protected get terminal(): Terminal {
    const environment = readEnvironment();
    return terminalOf(
      process.stdout,
      environment,
      this.flags['no-color'] || goesToJournal(environment, STDOUT),
    );
  }

  /** What views are drawn on: the terminal, and the banner that says what market and money they are about. */
  protected async screen(): Promise<Screen> {
    const { config } = await this.settings();
    return { ...this.terminal, banner: marketBanner(config) };
  }

  /** The checked configuration and where each of its values came from. */
  protected settings(): Promise<LoadedConfig> {
    this.#settings ??= this.settingsOf(this.flags.config);
    return this.#settings;
  }

  /** The same for a file that must exist; without one, for that of the home folder. */
  protected async settingsOf(file?: string): Promise<LoadedConfig> {
    const { loadConfig } = await import('./lib/config/load.ts');
    const { seed } = this.flags;
    return loadConfig({
      file: file === undefined ? this.paths.config : resolve(file),
      fileMustExist: file !== undefined,
      environment: readEnvironment(),
      flags: seed === undefined ? [] : [{ path: 'seed', value: seed, name: '--seed' }],
    });
  }

  /** What surrounds this run. */
  protected get environment(): Environment {
    return readEnvironment();
  }

  /** The use cases, wired for this home folder, configuration and clock. */
  protected app(): Promise<App> {
    this.#app ??= this.#compose();
    return this.#app;
  }

  /** Progress on stderr; silent with --quiet and --json. */
  protected progress(label: string, total: number): Progress {
    const { interactive } = terminalOf(process.stderr, readEnvironment());
    const style = this.#isSilent ? 'silent' : interactive ? 'bar' : 'lines';
    const write = (text: string) => this.#tell('talk', text);
    return new Progress({ label, total, style, write, now: () => systemClock.monotonic() });
  }

  /** Talk on stderr while the work goes on; silent with --quiet and --json. */
  protected say(text: string): void {
    if (!this.#isSilent) this.#tell('talk', `${text}\n`);
  }

  /**
   * Tells on stderr what is wrong while the work goes on, also with --quiet and --json. No key that was read can be in
   * it.
   */
  protected warnNow(sentence: string): void {
    this.#tell('warning', `Warning: ${redactSecrets(sentence, knownSecrets())}\n`);
  }

  /** Whether a person sits at the keyboard: a pipe or a script does not count as one. */
  protected get isPerson(): boolean {
    return process.stdin.isTTY === true;
  }

  /** Shows a text on stderr, even with --quiet or --json, and gives the line that the person types. */
  protected async ask(question: string): Promise<string> {
    const { askPerson } = await import('./ask-person.ts');
    return askPerson(question, { input: process.stdin, output: process.stderr });
  }

  /** Whom a command asks several questions; Ctrl-C ends it as it does elsewhere. */
  protected person(): Person {
    const screen = { input: process.stdin, output: process.stderr };
    const dialogue = () => import('./dialogue.ts');
    return {
      say: text => void process.stderr.write(text),
      ask: async question => (await dialogue()).askLine(question, screen),
      askSecret: async question => (await dialogue()).askSecret(question, screen),
    };
  }

  /**
   * A line that nobody else may see: typed by a person, without being shown, or the first of stdin.
   * @throws HiveError (usage, NO_TERMINAL) where there is no person to ask.
   */
  protected async secretLine(question: string, fromStdin: boolean): Promise<string> {
    const { lineOfStdin, noTerminal } = await import('./secret-line.ts');
    if (fromStdin) return lineOfStdin(process.stdin);
    if (!this.isPerson) throw noTerminal(`hive ${(this.id ?? '').replaceAll(':', ' ')}`);
    return (await this.person().askSecret(question)) ?? '';
  }

  /**
   * For commands that run until they are told to stop: aborted by the first SIGINT or SIGTERM, which then no
   * longer ends the process by itself. The exit code becomes 130 or 143.
   */
  protected stopSignal(): AbortSignal {
    return stopSignal(process);
  }

  /** For those that then let something finish: aborted by the second signal. */
  protected secondSignal(): AbortSignal {
    return secondSignal(process);
  }

  /** Prints what `work` returns. Subclasses leave it alone. */
  override async run(): Promise<void> {
    this.#startedAtMs = this.clock.now();
    try {
      const exitCode = await this.#watchedRun();
      if (exitCode !== 0) process.exitCode = exitCode;
    } finally {
      await this.#letGo();
    }
  }

  /** Prints an outcome before the end, for a command that runs on; its `work` then gives null. */
  protected async print(outcome: Outcome): Promise<void> {
    if (this.jsonEnabled()) await this.#printEnvelope(outcome);
    else if (!this.flags.quiet) await this.#printText(outcome);
  }

  protected override async init(): Promise<void> {
    await super.init();
    const { args, flags } = await this.parse(this.ctor);
    this.flags = flags as Flags<T>;
    this.args = args as Args<T>;
  }

  /** Errors are reported in one place, `main`; oclif would lose the exit code under --json. */
  protected override async catch(error: Error): Promise<never> {
    throw error;
  }

  override jsonEnabled(): boolean {
    return hasJsonFlag(this.argv);
  }

  get #isSilent(): boolean {
    return this.flags.quiet || this.jsonEnabled();
  }

  async #printed(): Promise<Outcome | null> {
    const outcome = await this.work();
    if (outcome) await this.print(outcome);
    return outcome;
  }

  async #watchedRun(): Promise<number> {
    const { job, deed } = this;
    const work = () => this.#printed();
    if (job === null && deed === null) return exitCodeOf(await work());
    const run = { home: await this.#jobHome(), work };
    return job === null ? runDeed(deed!, run) : runJob(job, run);
  }

  #tell(priority: Priority, text: string): void {
    stderrWriter(readEnvironment(), written => void process.stderr.write(written))(priority, text);
  }

  async #jobHome(): Promise<JobHome> {
    const config = await this.settings().then(
      loaded => loaded.config,
      () => null,
    );
    return {
      ...{ paths: this.paths, config, clock: this.clock },
      pid: process.pid,
      ...machineAge(),
      warn: sentence => this.warnNow(sentence),
    };
  }

  /** A process that runs many commands, one after the other, would hold the files of each. */
  async #letGo(): Promise<void> {
    const app = await this.#app?.catch(() => null);
    app?.close();
  }

  async #compose(): Promise<App> {
    const [{ compose }, { config }] = await Promise.all([import('./lib/app/compose.ts'), this.settings()]);
    return compose({
      paths: this.paths,
      config,
      clock: this.flags['as-of'] === undefined ? null : this.clock,
    });
  }

  async #printText({ text, warnings = [] }: Outcome): Promise<void> {
    const shown = typeof text === 'string' ? text : await text();
    if (shown !== '') process.stdout.write(shown.endsWith('\n') ? shown : `${shown}\n`);
    for (const warning of warnings) this.#tell('warning', `Warning: ${warning}\n`);
  }

  async #printEnvelope({ data, beside = {}, warnings = [] }: Outcome): Promise<void> {
    const { schemaName } = this.constructor as typeof HiveCommand;
    const mode = await this.#mode();
    const envelope = {
      ok: true,
      schema: `hive.${schemaName}/1`,
      asOf: isoTime(this.#startedAtMs),
      mode,
      data,
      ...beside,
      warnings,
    };
    process.stdout.write(`${JSON.stringify(envelope, null, this.terminal.interactive ? 2 : 0)}\n`);
  }

  /** A command that needs no configuration works without a good one. */
  async #mode(): Promise<string> {
    return this.settings().then(
      loaded => loaded.config.mode,
      () => 'simulated',
    );
  }
}
