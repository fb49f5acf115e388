import assert from 'node:assert/strict';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendTrades } from '../../../../src/lib/store/files/trade-log.ts';
import { systemError, withBrokenFs } from '../../../support/break-fs.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

const trade = (seq: number) => ({ symbol: 'BTC/USD', side: 'buy', seq });

describe('appendTrades', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'logs', 'live_crypto_trades.log');
  const lines = () => readFileSync(path(), 'utf8').split('\n').slice(0, -1);

  it('writes one JSON line a trade to a file for its owner only', () => {
    assert.equal(appendTrades(path(), [trade(3), trade(7)]), 2);
    assert.deepEqual(lines(), [
      '{"seq":3,"side":"buy","symbol":"BTC/USD"}',
      '{"seq":7,"side":"buy","symbol":"BTC/USD"}',
    ]);
    assert.equal(modeOf(path()), 0o600);
    assert.equal(modeOf(join(folder(), 'logs')), 0o700);
  });

  it('writes only what is newer than the last line', () => {
    appendTrades(path(), [trade(3)]);
    assert.equal(appendTrades(path(), [trade(3)]), 0);
    assert.equal(appendTrades(path(), [trade(1), trade(3), trade(4)]), 1);
    assert.equal(appendTrades(path(), []), 0);
    assert.deepEqual(
      lines().map(line => JSON.parse(line).seq),
      [3, 4],
    );
  });

  it('loses and doubles nothing when it was cut at any byte', () => {
    const trades = [trade(1), trade(2), trade(3)];
    appendTrades(path(), trades);
    const whole = readFileSync(path());
    for (let size = 0; size <= whole.length; size++) {
      truncateSync(path(), size);
      appendTrades(path(), trades);
      assert.deepEqual(readFileSync(path()), whole, `cut at ${size}`);
    }
  });

  it('finds the last line of a log that is longer than its reading buffer', () => {
    const filler = `{"seq":1,"text":"${'x'.repeat(200_000)}"}\n`;
    appendTrades(path(), []);
    writeFileSync(path(), `${filler.repeat(3)}${JSON.stringify({ seq: 9, text: 'y'.repeat(700_000) })}\n`);
    assert.equal(appendTrades(path(), [trade(9), trade(10)]), 1);
  });

  it('refuses a log whose last line is not its own, and leaves it alone', () => {
    appendTrades(path(), []);
    for (const line of ['a note', '{"seq":"4"}', 'null', '']) {
      writeFileSync(path(), `${line}\n`);
      assert.throws(() => appendTrades(path(), [trade(1)]), hiveError('TRADE_LOG_DAMAGED', /last line/));
      assert.equal(readFileSync(path(), 'utf8'), `${line}\n`);
    }
  });

  it('says when the lines are not durable', () => {
    const fail = () => {
      throw systemError('ENOSPC');
    };
    const append = () => appendTrades(path(), [trade(1)]);
    assert.throws(() => withBrokenFs(['writeSync'], fail, append), hiveError('DISK_FULL'));
    assert.equal(append(), 1);
  });
});
