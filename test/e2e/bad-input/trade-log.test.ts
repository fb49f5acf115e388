import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hive } from '../../support/cli.ts';
import { assertRefused } from '../../support/refusal.ts';
import { CONTROL } from '../../support/small-home.ts';
import { NEXT_DAY, tradedHome } from '../../support/traded-home.ts';

const LATER = ['trade', 'tick', '--as-of', '2026-09-25T00:07:00Z'];
const logOf = (home: string) => join(home, 'logs', 'live_crypto_trades.log');

/** Orders that the log tells of. */
const loggedSides = (home: string): unknown[] =>
  readFileSync(logOf(home), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line).side);

describe('a bad trade log', () => {
  it('that was removed is written again from the journal', async () => {
    const home = await tradedHome();
    const before = readFileSync(logOf(home), 'utf8');
    rmSync(logOf(home));
    assert.equal((await hive(['trade', 'tick', '--as-of', NEXT_DAY], { home, ...CONTROL })).code, 0);
    assert.ok(readFileSync(logOf(home), 'utf8').startsWith(before));
  });

  it('that is damaged is named; the trade of that tick is in the new one, once', async () => {
    const home = await tradedHome();
    const before = loggedSides(home);
    appendFileSync(logOf(home), 'garbage\n');
    const expected = { exit: 4, code: 'TRADE_LOG_DAMAGED', says: /live_crypto_trades\.log/, next: /away/ };
    await assertRefused(['trade', 'tick', '--as-of', NEXT_DAY], { home, ...CONTROL }, expected);
    rmSync(logOf(home));
    assert.equal((await hive(LATER, { home, ...CONTROL })).code, 0);
    assert.deepEqual(loggedSides(home), [...before, 'buy']);
  });

  it('that is a folder is named', async () => {
    const home = await tradedHome();
    rmSync(logOf(home));
    mkdirSync(logOf(home));
    const expected = {
      exit: 4,
      code: 'WRITE_FAILED',
      says: /live_crypto_trades\.log/,
      next: /Move the folder/,
    };
    await assertRefused(['trade', 'tick', '--as-of', NEXT_DAY], { home, ...CONTROL }, expected);
  });
});
