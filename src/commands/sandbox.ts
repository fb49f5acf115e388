import { once } from 'node:events';
import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import type { SandboxReport } from '../lib/app/sandbox.ts';

export default class Sandbox extends HiveCommand<typeof Sandbox> {
  static override readonly schemaName = 'sandbox';
  static override summary = "Serve a broker that speaks Alpaca's protocol, with made-up prices and money.";
  static override description =
    'Rehearse against it what you would do at Alpaca: its rules, its fees, its error messages, and faults that ' +
    'you choose. It listens on this machine alone, prints its keys and the settings to use it with, and runs ' +
    'until it is stopped. Its account is kept in a file and goes on where it ended. See docs/sandbox.md.';
  static override examples = [
    { description: 'Serve, on the usual port', command: '<%= config.bin %> sandbox' },
    {
      description: 'Lose the answer to the first order',
      command: '<%= config.bin %> sandbox --fault reset-after#1',
    },
    {
      description: 'Two faults, and an account of its own',
      command:
        '<%= config.bin %> sandbox --fault slow:3000 --fault "error-before:503@GET /v2/positions#2-4" --state try.json',
    },
  ];
  static override flags = {
    port: Flags.integer({
      default: 7373,
      min: 0,
      max: 65_535,
      helpValue: 'N',
      summary: 'Port; 0 is any free one.',
    }),
    cash: Flags.integer({
      default: 10_000,
      min: 0,
      max: 10_000_000,
      helpValue: 'DOLLARS',
      summary: 'Cash of a new account.',
    }),
    fault: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME[:ARG][@PATH][#NTH]',
      summary: 'Something to go wrong; takes the place of the faults of the last run.',
    }),
    'fault-file': Flags.string({
      helpValue: 'FILE',
      summary: 'Faults of a file: {"faults": ["reset-after#1"]}.',
    }),
    state: Flags.string({
      helpValue: 'FILE',
      summary: 'Where the account is kept, instead of state/sandbox.json in the home.',
    }),
    'fill-delay': Flags.integer({
      default: 300,
      min: 0,
      max: 600_000,
      helpValue: 'MS',
      summary: 'Milliseconds from an order to its fill.',
    }),
    'partial-fills': Flags.integer({
      default: 0,
      min: 0,
      max: 100,
      helpValue: 'PERCENT',
      summary: "Orders that fill in two parts; Alpaca's paper account does it to 10.",
    }),
  };

  protected override async work() {
    const stop = this.stopSignal();
    const app = await this.app();
    const { fault = [], state } = this.flags;
    const running = await app.sandbox({
      port: this.flags.port,
      cash: this.flags.cash,
      faults: fault,
      faultFile: this.flags['fault-file'],
      stateFile: state,
      fillDelayMs: this.flags['fill-delay'],
      partialFills: this.flags['partial-fills'] / 100,
      onLine: line => this.say(line),
    });
    await this.#begin(running.report());
    if (!stop.aborted) await once(stop, 'abort');
    const report = running.report();
    await running.stop();
    return { data: report, text: () => this.#end(report) };
  }

  /** At once: whoever waits for the end of a command that runs on would never learn where it is. */
  async #begin(report: SandboxReport): Promise<void> {
    if (this.jsonEnabled() || this.flags.quiet) return;
    const { renderSandbox } = await import('../output/render/sandbox.ts');
    process.stdout.write(`${renderSandbox(report, this.terminal)}\n`);
  }

  async #end(report: SandboxReport): Promise<string> {
    const { renderSandboxEnd } = await import('../output/render/sandbox.ts');
    return renderSandboxEnd(report, this.terminal);
  }
}
