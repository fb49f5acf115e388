import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync } from 'node:fs';
import fc from 'fast-check';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { homeLogs, type LogChoice } from '../../../../src/lib/app/logs/home-logs.ts';
import { logLine, tradeLine } from '../../../../src/lib/app/logs/log-line.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const folder = tempFolder();
const at = (minute: number) => `2026-11-22T12:${String(minute).padStart(2, '0')}:00.000Z`;
const line = (minute: number, more: object = {}) =>
  JSON.stringify({ level: 'info', time: at(minute), pid: 1, message: `m${minute}`, ...more });

function written(...lines: string[]) {
  const paths = homePaths(folder());
  mkdirSync(paths.logs, { recursive: true });
  appendFileSync(paths.hiveLog, lines.map(text => `${text}\n`).join(''));
  return paths;
}

function shown(choice: Omit<LogChoice, 'kind'>, last = 100) {
  const { lines } = homeLogs(homePaths(folder()), { kind: 'hive', ...choice }).read(last);
  return lines.map(({ message }) => message);
}

describe('hive logs', () => {
  it('shows the newest lines, and says how many there are', () => {
    const paths = written(...[1, 2, 3].map(minute => line(minute)));
    const { lines, total } = homeLogs(paths, { kind: 'hive' }).read(2);
    assert.deepEqual([lines.map(({ message }) => message), total], [['m2', 'm3'], 3]);
    assert.deepEqual(shown({}, 0), []);
  });

  it('chooses by job, by gravity and by time', () => {
    written(
      line(1, { job: 'tick' }),
      line(2, { job: 'cycle', level: 'error' }),
      line(3, { level: 'warn' }),
      line(4, { level: 'debug' }),
    );
    assert.deepEqual(shown({ job: 'cycle' }), ['m2']);
    assert.deepEqual(shown({ level: 'warn' }), ['m2', 'm3']);
    assert.deepEqual(shown({ level: 'debug' }), ['m1', 'm2', 'm3', 'm4']);
    assert.deepEqual(shown({ sinceMs: Date.parse(at(3)) }), ['m3', 'm4']);
  });

  it('passes over damaged lines, and counts them', () => {
    const paths = written(line(1), '{"level":"info","ti', 'null', '[]', '{"level":"loud"}', '', line(2));
    const { lines, damaged } = homeLogs(paths, { kind: 'hive' }).read(10);
    assert.deepEqual([lines.length, damaged], [2, 4]);
  });

  it('goes on with what is written later', () => {
    const paths = written(line(1));
    const logs = homeLogs(paths, { kind: 'hive' });
    logs.read(10);
    written(line(2));
    assert.deepEqual(
      logs.read(10).lines.map(({ message }) => message),
      ['m2'],
    );
    logs.close();
  });

  it('reads anything without failing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map(each => JSON.stringify(each)),
        ),
        text => {
          for (const parse of [logLine, tradeLine]) {
            const found = parse(text);
            assert.ok(found === null || Number.isFinite(Date.parse(found.time)));
          }
        },
      ),
    );
  });

  it('shows trades by their own log', () => {
    const trade = {
      ...{ at: at(1), side: 'sell', qty: '0.1', symbol: 'BTC/USD', price: '50000', reason: 'TARGET' },
      realised: '3.20',
    };
    const found = tradeLine(JSON.stringify(trade));
    assert.equal(found?.message, 'sell 0.1 BTC/USD at 50000, profit 3.20: TARGET');
    assert.deepEqual(found?.facts, trade);
  });
});
