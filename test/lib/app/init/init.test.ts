import assert from 'node:assert/strict';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Alpaca } from '../../../../src/lib/alpaca/client.ts';
import { type AdapterOptions, Adapters } from '../../../../src/lib/app/adapters.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { init } from '../../../../src/lib/app/init/init.ts';
import type { Person } from '../../../../src/lib/app/init/person.ts';
import type { InitRequest } from '../../../../src/lib/app/init/request.ts';
import { loadConfig } from '../../../../src/lib/config/load.ts';
import { fixedClock } from '../../../../src/lib/core/clock.ts';
import { parseCents } from '../../../../src/lib/core/money.ts';
import type { Sandbox } from '../../../../src/lib/sandbox/sandbox.ts';
import { type ServedSandbox, serveSandbox } from '../../../../src/lib/sandbox/serve.ts';
import { renderInit } from '../../../../src/output/render/init.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { SUNDAY_NOON, sandboxDesk } from '../../../support/sandbox.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const CANARY = { keyId: 'PKCANARYCANARY', secret: 'canary-secret-canary' };
const canaryText = { text: `${CANARY.keyId}\n${CANARY.secret}\n`, from: 'standard input' };

/** Somebody who types these answers, one after the other, and keeps what was shown. */
function typist(...answers: readonly (string | null)[]) {
  const left = [...answers];
  const shown: string[] = [];
  const next = async (question: string) => {
    shown.push(question);
    assert.ok(left.length > 0, `nobody has an answer to "${question}"`);
    return left.shift()!;
  };
  const person: Person = { say: text => void shown.push(text), ask: next, askSecret: next };
  return { person, text: () => shown.join(''), questions: () => answers.length - left.length };
}

describe('hive init', () => {
  const folder = tempFolder();
  let sandbox: Sandbox;
  let served: ServedSandbox;
  let closedUrl = '';

  before(async () => {
    sandbox = sandboxDesk().sandbox;
    const gone = await serveSandbox(sandbox, { port: 0 });
    closedUrl = gone.url;
    served = await serveSandbox(sandbox, { port: 0 });
    await gone.close();
  });
  after(() => served.close());

  const root = () => join(folder(), 'home');
  const request = (part: Partial<InitRequest> = {}): InitRequest => ({
    paths: homePaths(root()),
    clock: fixedClock(SUNDAY_NOON),
    environment: {},
    schemaUrl: 'file:///schema.json',
    flags: {},
    keys: null,
    check: true,
    force: false,
    yes: true,
    person: null,
    isFound: () => true,
    ...part,
  });
  const goodKeys = () => ({ text: `${sandbox.keys.keyId}\n${sandbox.keys.secret}`, from: 'file keys' });
  const configOf = () =>
    loadConfig({ file: homePaths(root()).config, fileMustExist: true, environment: {}, flags: [] }).config;
  const assertNothing = () => assert.ok(!existsSync(root()), 'something was written');

  it('makes a simulated home that is as the answers say', async () => {
    const report = await init(request({ flags: { symbols: ['BTC/USD', 'AAPL'], seed: 7 } }));
    assert.deepEqual(readdirSync(root()), ['hive.config.json']);
    const { market, trading, seed } = configOf();
    assert.deepEqual([market.crypto.symbols, market.stocks.symbols], [['BTC/USD'], ['AAPL']]);
    assert.deepEqual([trading.symbols, seed], [['BTC/USD'], 7]);
    assert.deepEqual(report.next, ['hive train cycle', 'hive trade tick', 'hive status']);
  });

  it('keeps the keys of a paper account once the broker has taken them', async () => {
    const flags = { mode: 'paper', sandbox: served.url } as const;
    const report = await init(request({ flags, keys: goodKeys() }));
    const kept = JSON.parse(readFileSync(join(root(), 'alpaca-keys.json'), 'utf8'));
    assert.deepEqual(kept, { paper: sandbox.keys });
    assert.equal(report.account?.number, sandbox.accountNumber);
    assert.equal(report.account?.canTrade, true);
    const shown = renderInit(report, { width: 80, colour: false });
    // 2 % of $500 are the $10 below which Alpaca refuses an order of coins.
    assert.match(shown, /can be reached: .*\$500\.00 are\s+needed/s);
    assert.doesNotMatch(shown, new RegExp(sandbox.keys.secret));
    for (const line of shown.split('\n').filter(each => !each.includes(folder())))
      assert.ok(line.length <= 80, line);
  });

  it('says when the money is too little to trade at all', async () => {
    const poor = sandboxDesk({ cash: parseCents('499.99') }).sandbox;
    const place = await serveSandbox(poor, { port: 0 });
    const keys = { text: `${poor.keys.keyId}\n${poor.keys.secret}`, from: 'test' };
    const report = await init(request({ flags: { mode: 'paper', sandbox: place.url }, keys }));
    await place.close();
    assert.equal(report.account?.canTrade, false);
    assert.match(report.warnings.join(), /Nothing can be bought yet/);
  });

  for (const [what, url, code] of [
    ['keys that the broker does not take', () => served.url, 'BAD_KEYS'],
    ['a broker that cannot be reached', () => closedUrl, 'BROKER_UNREACHABLE'],
  ] as const) {
    it(`writes nothing with ${what}, and shows no key`, async () => {
      const flags = { mode: 'paper', sandbox: url() } as const;
      await assert.rejects(init(request({ flags, keys: canaryText })), (error: Error) => {
        assert.doesNotMatch(`${error.message} ${error.stack} ${JSON.stringify(error)}`, /CANARY|canary-/);
        return hiveError(code)(error);
      });
      assertNothing();
    });
  }

  it('refuses keys of a paper account for real money', async () => {
    const { Alpaca } = await import('../../../../src/lib/alpaca/client.ts');
    const flags = { mode: 'live', account: 'PA3XYZ' } as const;
    const open = (options: AdapterOptions) => answering(options, Alpaca, { account_number: 'PA3XYZ' });
    await assert.rejects(
      init(request({ flags, keys: canaryText, open })),
      hiveError('WRONG_KIND_OF_ACCOUNT', /paper account, and the mode is live/),
    );
    assertNothing();
  });

  it('pins the live account that was named, and never arms it', async () => {
    const flags = { mode: 'live', account: '123456789' } as const;
    const open = (options: AdapterOptions) => answering(options, Alpaca, { account_number: '123456789' });
    const report = await init(request({ flags, keys: canaryText, open }));
    assert.equal(configOf().alpaca.accountNumber, '123456789');
    assert.equal(configOf().alpaca.tradingUrl, 'https://api.alpaca.markets');
    assert.deepEqual(readdirSync(root()).sort(), ['alpaca-keys.json', 'hive.config.json']);
    assert.match(report.next.join('\n'), /^hive init --mode paper .*\nhive doctor\nhive trade arm$/);
  });

  it('wants the number of a live account, and that the keys are of it', async () => {
    const live = { mode: 'live', sandbox: served.url } as const;
    await assert.rejects(init(request({ flags: live, keys: goodKeys() })), hiveError('ACCOUNT_NEEDED'));
    const flags = { ...live, account: '123' };
    await assert.rejects(init(request({ flags, keys: goodKeys() })), hiveError('FOREIGN_ACCOUNT'));
    assertNothing();
  });

  it('wants keys, unless they are kept already or come later', async () => {
    const flags = { mode: 'paper', sandbox: served.url } as const;
    await assert.rejects(init(request({ flags })), hiveError('NO_KEYS_GIVEN'));
    assertNothing();
    const report = await init(request({ flags, check: false }));
    assert.deepEqual([report.account, report.keysKeptIn], [null, null]);
    assert.match(report.warnings.join(), /not checked/);
  });

  it('refuses a home of somebody else, settings that do not fit, and to write over a file', async () => {
    await assert.rejects(
      init(request({ flags: { mode: 'simulated', broker: 'alpaca' } })),
      hiveError('BAD_MODE'),
    );
    await assert.rejects(
      init(request({ flags: { mode: 'paper', sandbox: 'https://api.alpaca.markets' } })),
      hiveError('NOT_A_SANDBOX'),
    );
    await assert.rejects(init(request({ flags: { symbols: ['AAPL'] } })), hiveError('NO_COIN_TO_TRADE'));
    assertNothing();
    mkdirSync(root());
    writeFileSync(join(root(), 'hive.config.json'), 'not even JSON');
    await assert.rejects(init(request()), hiveError('CONFIG_EXISTS'));
    const { backup } = await init(request({ force: true }));
    assert.equal(readFileSync(backup!, 'utf8'), 'not even JSON');
    if (process.getuid?.() !== 0) return;
    chownSync(root(), 65_534, 65_534);
    await assert.rejects(init(request({ force: true })), hiveError('FOREIGN_HOME'));
  });

  it('asks a person at most seven questions, and takes what stands in brackets for Enter', async () => {
    const { keyId, secret } = sandbox.keys;
    const { person, text, questions } = typist('pap', '', '', '', keyId, secret, '');
    const flags = { sandbox: served.url };
    const report = await init(request({ flags, yes: false, person }));
    assert.equal(questions(), 7);
    const { mode, broker, trading } = report.settings;
    assert.deepEqual([mode, broker.kind, trading.strategy], ['paper', 'alpaca', 'forest']);
    assert.match(text(), new RegExp(`Paper account ${sandbox.accountNumber}, may trade`));
    assert.doesNotMatch(text(), new RegExp(`${keyId}|${secret}`));
  });

  it('asks again for an answer that it cannot read, and for keys that were mistyped', async () => {
    const { keyId, secret } = sandbox.keys;
    const answers = ['papre', 'paper', '', 'bar/x', 'btc-usd aapl', '', keyId, 'wrong', keyId, secret, 'y'];
    const { person, text } = typist(...answers);
    const report = await init(request({ flags: { sandbox: served.url }, yes: false, person }));
    assert.match(text(), /Please type one of: simulated, paper, live\./);
    assert.match(text(), /"bar\/x" is not a symbol\./);
    assert.match(text(), /Alpaca does not take the keys/);
    assert.deepEqual(report.settings.market.stocks.symbols, ['AAPL']);
  });

  it('leaves nothing behind when a person says no, or goes away', async () => {
    const no = typist('', '', '', 'n');
    await assert.rejects(init(request({ yes: false, person: no.person })), hiveError('NOT_CONFIRMED'));
    const gone = typist('', '', null);
    await assert.rejects(init(request({ yes: false, person: gone.person })), hiveError('INPUT_ENDED'));
    assertNothing();
  });
});

/** Adapters whose Alpaca is no network, but answers with this account. */
function answering(
  options: AdapterOptions,
  Client: typeof Alpaca,
  account: Record<string, unknown>,
): Adapters {
  const all = new Adapters(options);
  const body = { status: 'ACTIVE', cash: '1000', non_marginable_buying_power: '1000', ...account };
  const { tradingUrl, dataUrl } = options.config.alpaca;
  const alpaca = async () =>
    new Client({
      ...{ tradingUrl, dataUrl, clock: options.clock, budget: 5, deadline: all.deadline.signal },
      keys: { keyId: () => CANARY.keyId, secret: () => CANARY.secret },
      fetch: async () => Response.json(body),
      wait: async () => {},
    });
  return Object.assign(all, { alpaca });
}
