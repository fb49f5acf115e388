import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type { AcceptReport } from '../../src/lib/app/accept/accept-account.ts';
import type { DoctorReport } from '../../src/lib/app/doctor/doctor.ts';
import type { FlattenReport } from '../../src/lib/app/flatten.ts';
import { atTerminal } from '../support/at-terminal.ts';
import { assertEnvelope, assertErrorEnvelope, type CliOptions, hive, tempHome } from '../support/cli.ts';
import { CONTROL, smallHome } from '../support/small-home.ts';
import { copyOf, fileNames } from '../support/traded-home.ts';

/** The control strategy holds a position after these days, see positions.test.ts. */
const DAYS = ['21', '22', '23', '25'].map(day => `2026-09-${day}T00:05:00Z`);
const AFTERNOON = '2026-09-25T13:00:00Z';

let held: Promise<string> | undefined;

/** A home of its own that holds a position; the ticks are run once. */
async function heldHome(): Promise<CliOptions & { readonly home: string }> {
  held ??= runTicks(smallHome());
  return { home: copyOf(await held), ...CONTROL };
}

async function runTicks(home: string): Promise<string> {
  for (const day of DAYS) {
    const { code, stderr } = await hive(['trade', 'tick', '--quiet', '--as-of', day], { home, ...CONTROL });
    assert.equal(code, 0, stderr);
  }
  return home;
}

const refused = async (line: readonly string[], options: CliOptions) => {
  const { code, stdout } = await hive([...line, '--json'], options);
  return [code, assertErrorEnvelope(stdout).code];
};

describe('hive trade flatten', () => {
  const LINE = ['trade', 'flatten', '--reason', 'going away', '--as-of', AFTERNOON];

  it('asks nobody where nobody is, and sells nothing then', async () => {
    const options = await heldHome();
    const before = readFileSync(join(options.home, 'state', 'journal.jsonl'));
    assert.deepEqual(await refused(LINE, options), [2, 'NO_TERMINAL']);
    assert.deepEqual(readFileSync(join(options.home, 'state', 'journal.jsonl')), before);
  });

  it('sells with --yes, and the books agree afterwards', async () => {
    const options = await heldHome();
    const { code, stdout } = await hive([...LINE, '--yes', '--json'], options);
    const report = (await assertEnvelope(stdout, 'trade-flatten')).data as FlattenReport;
    assert.equal(code, 0);
    assert.deepEqual(
      report.held.map(({ symbol }) => symbol),
      ['ETH/USD'],
    );
    const reasons = report.tick?.outcomes.map(({ symbol, reason }) => `${symbol} ${reason}`);
    assert.ok(reasons?.includes('ETH/USD EXIT_FLATTEN'), reasons?.join());
    const positions = await hive(['positions', '--as-of', AFTERNOON], options);
    assert.match(positions.stdout, /^No open position\.$/m);
    assert.match((await hive(['journal', 'verify'], options)).stdout, /whole: everything checked holds/);
    assert.match((await hive(LINE, options)).stdout, /^Nothing is held; nothing to sell\.$/m);
  });

  it('is refused while trading is halted, unless it is said', async () => {
    const options = await heldHome();
    await hive(['trade', 'halt', '--quiet', '--as-of', AFTERNOON], options);
    assert.deepEqual(await refused([...LINE, '--yes'], options), [6, 'HALTED']);
    const { code, stdout } = await hive([...LINE, '--yes', '--even-if-halted'], options);
    assert.equal(code, 0);
    assert.match(stdout, /ETH\/USD {2}EXIT_FLATTEN {2}sold/);
    assert.ok(existsSync(join(options.home, 'state', 'HALT')));
  });

  it('sells what a person at a terminal confirms by its name, and nothing else', async function () {
    if (process.platform !== 'linux') this.skip();
    const options = await heldHome();
    const no = await atTerminal(LINE, options, 'yes\n');
    assert.match(no.shown, /To be sold, at the market:\s+ETH\/USD +0\.\d+, worth \$\d/);
    assert.match(no.shown, /What was typed is not "flatten"\./);
    assert.equal(no.code, 6);
    // Ctrl-D and Ctrl-C.
    for (const key of ['\u0004', '\u0003']) assert.equal((await atTerminal(LINE, options, key)).code, 6);
    const yes = await atTerminal(LINE, options, 'flatten\n');
    assert.match(yes.shown, /EXIT_FLATTEN/);
    assert.equal(yes.code, 0);
  });
});

describe('hive positions accept', () => {
  it('needs a journal and a reason', async () => {
    assert.deepEqual(await refused(['positions', 'accept', '--reason', 'x'], { home: smallHome() }), [
      3,
      'NO_JOURNAL',
    ]);
    assert.deepEqual(await refused(['positions', 'accept'], {}), [2, 'USAGE']);
  });

  it('writes nothing where journal and broker agree', async () => {
    const options = await heldHome();
    const before = readFileSync(join(options.home, 'state', 'journal.jsonl'));
    const line = ['positions', 'accept', '--reason', 'x', '--as-of', AFTERNOON, '--json'];
    const { data } = await assertEnvelope((await hive(line, options)).stdout, 'positions-accept');
    assert.equal((data as AcceptReport).changed, false);
    assert.deepEqual(readFileSync(join(options.home, 'state', 'journal.jsonl')), before);
  });
});

describe('hive doctor', () => {
  it('exits 0 where nothing stands in the way, and 3 with a problem and what to type', async () => {
    const options = await heldHome();
    const good = await hive(['doctor', '--as-of', AFTERNOON], options);
    assert.deepEqual([good.code, good.stderr], [0, '']);
    assert.match(good.stdout, /^ok +Journal +\d+ records of simulated account SIM-/m);
    chmodSync(join(options.home, 'state', 'journal.jsonl'), 0o666);
    const { code, stdout } = await hive(['doctor', '--json'], options);
    const report = (await assertEnvelope(stdout, 'doctor')).data as DoctorReport;
    assert.deepEqual([code, report.problems], [3, 1]);
    const files = report.checks.find(({ id }) => id === 'file-modes');
    assert.match(files?.todo ?? '', /chmod -R go-rwx/);
  });

  it('makes nothing in a new home', async () => {
    const home = tempHome();
    const { code } = await hive(['doctor', '--quiet'], { home });
    assert.deepEqual([code, fileNames(home)], [0, []]);
  });
});

describe('real money', () => {
  let listener: Server;
  let requests = 0;
  before(async () => {
    listener = createServer(socket => {
      requests += 1;
      socket.destroy();
    });
    await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve));
  });
  after(() => listener.close());

  /** A home in mode live whose live host is a listener that counts. */
  function liveHome(): string {
    const address = listener.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const url = `http://127.0.0.1:${port}`;
    const home = tempHome();
    const config = {
      mode: 'live',
      broker: { kind: 'alpaca' },
      market: { crypto: { source: 'alpaca' }, stocks: { symbols: [] } },
      trading: { strategy: 'control' },
      alpaca: { accountNumber: '912345678', tradingUrl: url, dataUrl: url },
    };
    writeFileSync(join(home, 'hive.config.json'), JSON.stringify(config));
    return home;
  }
  const KEYS = { APCA_API_KEY_ID: 'AKTEST', APCA_API_SECRET_KEY: 'secret' };

  it('is not asked for anything while nobody has armed it', async () => {
    const options = { home: liveHome(), env: KEYS };
    requests = 0;
    assert.deepEqual(await refused(['trade', 'tick'], options), [6, 'NOT_ARMED']);
    assert.deepEqual(await refused(['trade', 'flatten', '--reason', 'x', '--yes'], options), [
      6,
      'NOT_ARMED',
    ]);
    assert.equal(requests, 0);
  });

  it('is not armed by a script, by a pipe, or by a file that others may write', async () => {
    const options = { home: liveHome(), env: KEYS };
    requests = 0;
    assert.deepEqual(await refused(['trade', 'arm'], options), [2, 'NO_TERMINAL']);
    const piped = { ...options, input: 'trade 912345678 live\n' };
    assert.deepEqual(await refused(['trade', 'arm'], piped), [2, 'NO_TERMINAL']);
    mkdirSync(join(options.home, 'state'), { mode: 0o700 });
    const arming = {
      account: '912345678',
      mode: 'live',
      armedAt: '2026-09-20T00:00:00.000Z',
      until: '2026-09-30T00:00:00.000Z',
      withoutEvidence: false,
    };
    const file = join(options.home, 'state', 'ARMED.json');
    writeFileSync(file, JSON.stringify(arming), { mode: 0o644 });
    assert.deepEqual(await refused(['trade', 'tick', '--as-of', AFTERNOON], options), [6, 'NOT_ARMED']);
    assert.equal(requests, 0);
  });

  it('is disarmed by anybody, from anywhere', async () => {
    const home = liveHome();
    mkdirSync(join(home, 'state'), { mode: 0o700 });
    writeFileSync(join(home, 'state', 'ARMED.json'), 'whatever');
    const { code, stdout } = await hive(['trade', 'disarm', '--reason', 'x'], { home });
    assert.equal(code, 0);
    assert.match(stdout, /^Real money is not traded any more\.$/m);
    assert.ok(!existsSync(join(home, 'state', 'ARMED.json')));
  });

  it('is not armed in other modes, and not reached by a variable', async () => {
    assert.deepEqual(await refused(['trade', 'arm'], {}), [3, 'NOT_LIVE']);
    assert.deepEqual(await refused(['trade', 'tick'], { env: { HIVE__MODE: 'live' } }), [3, 'BAD_MODE']);
  });
});

describe('keys', () => {
  const CANARY = 'canary-e1d5-key-that-nobody-may-see';
  const COMMANDS = [
    ['doctor'],
    ['doctor', '--json'],
    ['config', 'show', '--origin'],
    ['config', 'show', '--json'],
    ['status'],
    ['trade', 'tick', '--as-of', AFTERNOON],
    ['trade', 'halt'],
    ['trade', 'resume', '--reason', 'x', '--json'],
    ['trade', 'arm'],
    ['positions', 'accept', '--reason', 'x'],
    ['journal', 'verify', '--json'],
  ];

  /** I33 of the reliability rules: in the environment, in a good key file, in a broken one. */
  for (const [where, settings, file] of [
    ['the environment and the key file', {}, { paper: { keyId: `${CANARY}-id`, secret: CANARY } }],
    ['a key file that is none', {}, `not json ${CANARY}`],
    [
      'a paper account',
      { mode: 'paper', broker: { kind: 'alpaca' }, market: { crypto: { source: 'csv' } } },
      { paper: { keyId: `${CANARY}-id`, secret: CANARY } },
    ],
  ] as const) {
    it(`in ${where} are in no output and in no other file`, async () => {
      const home = tempHome();
      const keyFile = join(home, 'alpaca-keys.json');
      writeFileSync(keyFile, typeof file === 'string' ? file : JSON.stringify(file), { mode: 0o600 });
      writeFileSync(
        join(home, 'hive.config.json'),
        JSON.stringify({
          market: { stocks: { symbols: [] } },
          alpaca: { tradingUrl: 'http://127.0.0.1:9', dataUrl: 'http://127.0.0.1:9' },
          trading: { strategy: 'control' },
          ...settings,
        }),
      );
      const env = {
        APCA_API_KEY_ID: `${CANARY}-env-id`,
        APCA_API_SECRET_KEY: `${CANARY}-env`,
        HIVE_DEBUG: '1',
      };
      for (const line of COMMANDS) {
        const { stdout, stderr } = await hive(line, { home, env });
        assert.ok(!`${stdout}${stderr}`.includes(CANARY), `${line.join(' ')}:\n${stdout}${stderr}`);
      }
      for (const name of fileNames(home).filter(known => known !== 'alpaca-keys.json'))
        assert.ok(!readFileSync(join(home, name)).includes(CANARY), name);
    });
  }
});
