import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HiveLog } from '../../../../src/lib/store/files/hive-log.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const folder = tempFolder();
const path = () => join(folder(), 'hive.log');
const NOON = Date.UTC(2026, 10, 22, 12);
const lines = () =>
  readFileSync(path(), 'utf8')
    .trimEnd()
    .split('\n')
    .map(text => JSON.parse(text) as Record<string, unknown>);

function log(level: 'error' | 'warn' | 'info' | 'debug', secrets: readonly string[] = []): HiveLog {
  return new HiveLog(path(), { level, rotation: { maxBytes: 10_000, files: 2 }, secrets: () => secrets });
}

describe('logs/hive.log', () => {
  it('has one JSON object a line: level, time, process, what happened, and the facts that there are', () => {
    log('info').write({
      level: 'warn',
      atMs: NOON,
      message: 'tick ended with exit code 6: HALTED',
      facts: { job: 'tick', exitCode: 6, code: null, warnings: [], facts: { slot: 3 } },
    });
    assert.deepEqual(lines(), [
      {
        level: 'warn',
        time: '2026-11-22T12:00:00.000Z',
        pid: process.pid,
        job: 'tick',
        exitCode: 6,
        facts: { slot: 3 },
        message: 'tick ended with exit code 6: HALTED',
      },
    ]);
  });

  it('leaves out what is less grave than the level', () => {
    const quiet = log('warn');
    for (const level of ['error', 'warn', 'info', 'debug'] as const)
      quiet.write({ level, atMs: NOON, message: level });
    assert.deepEqual(
      lines().map(({ message }) => message),
      ['error', 'warn'],
    );
  });

  it('never holds a secret, also one that JSON writes in another way', () => {
    const secrets = ['PKTOPSECRET', 'with "quotes" in it'];
    log('info', secrets).write({
      level: 'error',
      atMs: NOON,
      message: `refused PKTOPSECRET and ${secrets[1]}`,
      facts: { warnings: ['PKTOPSECRET'], facts: { deep: [{ PKTOPSECRET: secrets[1] }] } },
    });
    const text = readFileSync(path(), 'utf8');
    for (const secret of ['PKTOPSECRET', 'quotes']) assert.equal(text.includes(secret), false, text);
    assert.equal(lines().length, 1);
  });

  it('stays JSON that can be read, however short a secret is', () => {
    const facts = { event: 'end', exitCode: 0, facts: { slot: 3 } };
    log('info', ['l', '"', 'e', ':']).write({ level: 'info', atMs: NOON, message: 'well: "done"', facts });
    const [line] = lines();
    assert.deepEqual([line!.level, line!.exitCode], ['info', 0]);
    assert.equal(line!.time, '2026-11-22T12:00:00.000Z');
    assert.doesNotMatch(String(line!.message).replaceAll('[redacted]', ''), /[le":]/);
  });

  it('keeps a message of several lines in one', () => {
    log('info').write({ level: 'info', atMs: NOON, message: 'one\ntwo' });
    assert.equal(lines()[0]?.message, 'one\ntwo');
  });
});
