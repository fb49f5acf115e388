import { once } from 'node:events';
import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import { systemClock } from '../lib/app/system-clock.ts';
import type { ServerOptions } from '../lib/server/options.ts';
import type { RunningServer } from '../lib/server/start-server.ts';

export default class Serve extends HiveCommand<typeof Serve> {
  static override readonly schemaName = 'serve';
  static override summary = 'Serve the dashboards and the API of this home.';
  static override description =
    'Shows the hive and changes nothing: it holds no keys, knows no broker, and writes nothing but its token and its log. It ' +
    'listens on this machine alone, asks for a login, and runs until it is stopped. With --json it prints one line ' +
    'when it is ready. See docs/serve.md.';
  static override examples = [
    { description: 'Serve, and print a link to log in with', command: '<%= config.bin %> serve' },
    {
      description: 'On any free port, for a script that reads the first line',
      command: '<%= config.bin %> serve --port 0 --json',
    },
    {
      description: 'For a TLS proxy that serve.publicUrl and serve.trustedProxies name',
      command: '<%= config.bin %> serve --host 0.0.0.0 --behind-proxy',
    },
  ];
  static override flags = {
    host: Flags.string({
      default: '127.0.0.1',
      helpValue: 'ADDRESS',
      summary: 'Address to listen on; others than those of this machine need a proxy.',
    }),
    port: Flags.integer({
      default: 8787,
      min: 0,
      max: 65_535,
      helpValue: 'N',
      summary: 'Port; 0 is any free one.',
    }),
    'behind-proxy': Flags.boolean({
      summary: 'A proxy that speaks TLS stands in front, and nobody else is answered.',
    }),
  };

  protected override async work() {
    const stop = this.stopSignal();
    const app = await this.app();
    const log = await app.log();
    const warn = (sentence: string) => {
      this.warnNow(sentence);
      log('warn', sentence);
    };
    const { tokenFile, token } = await app.serveAccess();
    const watch = await app.watch({ version: this.config.version });
    try {
      const server = await this.#start({ watch, token: token.reveal(), onTrouble: warn });
      const supervisor = await app.supervisor(warn);
      const alarms = await app.serveAlarms(warn);
      await this.#announce(server, tokenFile);
      await supervisor.ready(`Serving at ${server.url}`);
      log('info', `Serving at ${server.url}`);
      if (!stop.aborted) await once(stop, 'abort');
      alarms.stop();
      log('info', `Serving ends: ${String(stop.reason)}`);
      await Promise.all([supervisor.stopping(), server.close()]);
    } finally {
      watch.close();
      app.close();
    }
    return null;
  }

  async #start(shared: Pick<ServerOptions, 'watch' | 'token' | 'onTrouble'>): Promise<RunningServer> {
    const [{ startServer }, { config }] = await Promise.all([
      import('../lib/server/start-server.ts'),
      this.settings(),
    ]);
    const { host, port, 'behind-proxy': behindProxy } = this.flags;
    return startServer({ ...shared, host, port, behindProxy, settings: config.serve, clock: systemClock });
  }

  /** At once: whoever waits for the end of a command that runs on would never learn where it is. */
  async #announce(server: RunningServer, tokenFile: string): Promise<void> {
    const place = { url: server.url, tokenFile };
    const text = async () => {
      const { renderServe } = await import('../output/render/serve.ts');
      return renderServe({ ...place, loginLink: server.loginLink() }, await this.screen());
    };
    await this.print({ data: place, beside: place, text });
  }
}
