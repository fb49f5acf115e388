import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import { resolveHome } from '../lib/app/home.ts';
import type { InitFlags } from '../lib/app/init/choices.ts';
import type { InitReport } from '../lib/app/init/init.ts';
import type { KeysText } from '../lib/app/init/keys-text.ts';
import { usageError } from '../lib/core/errors.ts';

/** Where the build puts the schema of the configuration. */
const SCHEMA = 'dist/schema/hive.config.schema.json';

export default class Init extends HiveCommand<typeof Init> {
  static override readonly schemaName = 'init';
  static override summary = 'Make a home: a commented configuration, and keys where they are needed.';
  static override description =
    'At a terminal it asks a few questions, and Enter takes what stands in brackets; a flag takes the place of ' +
    'its question. Keys are shown nowhere, are checked at the broker, and are kept in a file that only your user ' +
    'may read. Nothing is written before everything is right. Real money is not traded before hive trade arm.';
  static override examples = [
    { description: 'Ask me', command: '<%= config.bin %> init' },
    {
      description: 'A simulated hive, without questions, in a folder of its own',
      command: '<%= config.bin %> init --yes --home ./hive',
    },
    {
      description: 'A paper account at Alpaca, its keys out of a password store',
      command: 'pass show alpaca | <%= config.bin %> init --mode paper --keys-from - --home ./paper',
    },
    {
      description: 'A live account, without checking it now',
      command: '<%= config.bin %> init --mode live --account 123456789 --no-check --home ./live',
    },
  ];
  static override flags = {
    mode: Flags.string({
      options: ['simulated', 'paper', 'live'],
      summary: 'Made-up market; real bars and made-up money; or real money.',
    }),
    broker: Flags.string({
      options: ['simulated', 'alpaca'],
      summary: 'The embedded account, or yours at Alpaca, as usual in modes paper and live.',
    }),
    source: Flags.string({
      options: ['simulated', 'csv', 'alpaca', 'yahoo'],
      summary: 'Where bars come from; outside mode simulated usually alpaca.',
    }),
    symbols: Flags.string({ helpValue: 'LIST', summary: 'Coins and stocks, as in BTC/USD,ETH/USD,AAPL.' }),
    strategy: Flags.string({
      options: ['forest', 'mixture', 'control'],
      summary: 'What says when to buy.',
    }),
    account: Flags.string({ helpValue: 'NUMBER', summary: 'The one account that may be traded.' }),
    sandbox: Flags.string({ helpValue: 'URL', summary: 'A running hive sandbox in place of Alpaca.' }),
    'keys-from': Flags.string({
      helpValue: 'FILE|-',
      summary: 'Where the keys are: a file that only you may read, or - for standard input.',
    }),
    check: Flags.boolean({ default: true, allowNo: true, summary: 'Ask the broker about the keys.' }),
    force: Flags.boolean({ summary: 'Write over a configuration; the old one is kept beside it.' }),
    yes: Flags.boolean({ summary: 'Ask nothing: flags and defaults say everything.' }),
  };

  protected override async work() {
    const { init } = await import('../lib/app/init/init.ts');
    if (this.flags.config !== undefined) throw configNamed();
    const report = await init({
      paths: this.paths,
      clock: this.clock,
      environment: this.environment,
      schemaUrl: pathToFileURL(join(this.config.root, SCHEMA)).href,
      flags: await this.#choices(),
      keys: await this.#keys(),
      check: this.flags.check,
      force: this.flags.force === true,
      yes: this.flags.yes === true,
      person: this.isPerson ? this.person() : null,
      isFound: () => this.#isFound(),
    });
    const { warnings } = report;
    return { data: dataOf(report), text: () => this.#text(report), warnings };
  }

  async #choices(): Promise<InitFlags> {
    const { symbolList } = await import('../lib/app/init/ask-choices.ts');
    const { mode, broker, source, symbols, strategy, account, seed, sandbox } = this.flags;
    const list = symbols === undefined ? undefined : symbolList(symbols);
    return { mode, broker, source, symbols: list, strategy, account, seed, sandbox } as InitFlags;
  }

  async #keys(): Promise<KeysText | null> {
    const source = this.flags['keys-from'];
    if (source === undefined) return null;
    if (source === '-' && this.isPerson) throw shownKeys();
    if (source === '-') return { text: await text(process.stdin), from: 'standard input' };
    return (await import('../lib/app/init/keys-text.ts')).keysFile(source);
  }

  #isFound(): boolean {
    const surroundings = { env: this.environment, cwd: process.cwd(), userHome: homedir() };
    return resolveHome(surroundings).root === this.paths.root;
  }

  async #text(report: InitReport): Promise<string> {
    const { renderInit } = await import('../output/render/init.ts');
    return renderInit(report, this.terminal);
  }
}

function dataOf({ settings, warnings: _, ...files }: InitReport) {
  const { mode, broker, market, trading, alpaca } = settings;
  return {
    ...files,
    mode,
    broker: broker.kind,
    source: market.crypto.source,
    symbols: [...market.crypto.symbols, ...market.stocks.symbols],
    traded: trading.symbols,
    strategy: trading.strategy,
    pinned: alpaca.accountNumber === '' ? null : alpaca.accountNumber,
  };
}

const configNamed = () =>
  usageError({
    code: 'USAGE',
    message: 'hive init writes hive.config.json of the home; --config names a file to read.',
    next: 'Leave --config out; --home names the folder.',
  });

const shownKeys = () =>
  usageError({
    code: 'USAGE',
    message: 'Standard input is the terminal, which would show the keys.',
    next: 'Leave --keys-from out: hive init then asks for the keys and does not show them.',
  });
