import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { hive, tempHome } from '../../support/cli.ts';
import { assertRefused, assertRefusedInBoth, dataOf } from '../../support/refusal.ts';
import { CONTROL, smallHome } from '../../support/small-home.ts';
import { AFTER, BEFORE, fingerprint, NEXT_DAY, tradedHome } from '../../support/traded-home.ts';

const LOCALES: readonly Record<string, string>[] = [
  { TZ: 'Pacific/Kiritimati', LC_ALL: 'de_DE.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8' },
  { TZ: 'Nowhere/Nothing', LC_ALL: 'C' },
];

interface Reasons {
  readonly outcomes: readonly { readonly reason: string }[];
}

const tickAt = (home: string, at: string, env?: Record<string, string>) =>
  hive(['trade', 'tick', '--as-of', at], { home, env: { ...CONTROL.env, ...env } });

describe('a wrong clock', () => {
  it('before the last record is refused, nothing is written, and the right time goes on', async () => {
    const home = await tradedHome();
    const before = fingerprint(home);
    const expected = {
      exit: 4,
      code: 'CLOCK_WENT_BACK',
      says: /The clock says 2026-09-23T12:00:00\.000Z, but .* 2026-09-24T00:05/,
      next: /clock/,
    };
    await assertRefusedInBoth(['trade', 'tick', '--as-of', BEFORE], { home, ...CONTROL }, expected);
    assert.equal(fingerprint(home), before);
    assert.equal((await tickAt(home, NEXT_DAY)).code, 0);
  });

  for (const text of ['garbage', '', '2026-02-30', '-1', '2026-13-01', '1e9', '٢٠٢٦-٠١-٠١'])
    it(`is refused as a time: --as-of "${text}"`, () =>
      assertRefused(
        ['trade', 'tick', `--as-of=${text}`],
        { home: tempHome() },
        { exit: 2, code: 'USAGE', says: /"[^"]*" is not a time/, next: /2026-11-22T09:00:00Z/ },
      ));

  it('before the simulated market begins finds no quotes, no bars, and says so', async () => {
    const home = smallHome();
    for (const at of ['1969-12-31', '2011-12-31']) {
      const { outcomes } = await dataOf<Reasons>(['trade', 'tick', '--as-of', at], { home, ...CONTROL });
      assert.deepEqual(
        outcomes.map(({ reason }) => reason),
        ['NO_QUOTE', 'NO_QUOTE'],
      );
    }
    const { stdout } = await hive(['predict', '--as-of', '2011-12-31'], { home });
    assert.match(stdout, /no forecast: NO_BARS, there are no bars/);
  });

  it('in the year 2100 works like any other', async () => {
    const home = smallHome();
    assert.equal((await hive(['train', 'cycle', '--quiet', '--as-of', '2100-01-01'], { home })).code, 0);
    assert.equal((await tickAt(home, '2100-01-01')).code, 0);
  });
});

describe('the time zone and the language of the machine', () => {
  it('change no byte of what is printed or written', async () => {
    const home = await tradedHome();
    const looks = [['positions'], ['trades'], ['status'], ['predict'], ['models', 'list']];
    const all = (env: Record<string, string>) =>
      Promise.all(looks.map(look => hive([...look, '--as-of', AFTER], { home, env })));
    const expected = await all({ TZ: 'UTC' });
    assert.deepEqual(await all({ TZ: 'Pacific/Kiritimati', LC_ALL: 'de_DE.UTF-8' }), expected);
  });

  it('change no byte of a tick', async () => {
    const homes = await Promise.all(
      [{ TZ: 'UTC' }, ...LOCALES].map(async env => [await tradedHome(), env] as const),
    );
    const printed = await Promise.all(homes.map(([home, env]) => tickAt(home, NEXT_DAY, env)));
    for (const each of printed) assert.deepEqual(each, printed[0]);
    const journals = homes.map(([home]) => readFileSync(`${home}/state/journal.jsonl`, 'utf8'));
    assert.equal(new Set(journals).size, 1);
  });
});
