import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { exportResult } from '../../../../src/lib/app/backtest/export.ts';
import { result as resultSchema } from '../../../../src/lib/app/schemas/backtest.ts';
import { atomicWrite } from '../../../../src/lib/store/files/atomic-write.ts';
import { sampleBacktest } from '../../../support/backtest-output.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const { output } = sampleBacktest();
const { deflation: _, checks: __, failed: ___, exported: ____, ...result } = output;

describe('the export of a backtest', () => {
  const folder = tempFolder();

  const write = (changes: object = {}) =>
    exportResult(
      join(folder(), 'new', 'folder'),
      {
        result: { ...result, ...changes },
        time: Float64Array.of(0, 86_400_000),
        equity: Float64Array.of(10_000, 10_000.129),
      },
      atomicWrite,
    );

  const text = (paths: readonly string[], name: string) =>
    readFileSync(paths.find(path => basename(path) === name)!, 'utf8');

  it('is three files in a folder that is made', () => {
    assert.deepEqual(
      write().map(path => basename(path)),
      ['trades.csv', 'equity.csv', 'result.json'],
    );
  });

  it('has every bar of the equity curve, to the cent', () => {
    assert.equal(
      text(write(), 'equity.csv'),
      'time,equity\n1970-01-01T00:00:00.000Z,10000.00\n1970-01-02T00:00:00.000Z,10000.13\n',
    );
  });

  it('has the whole result, which satisfies its schema', () => {
    assert.deepEqual(resultSchema.parse(JSON.parse(text(write(), 'result.json'))), result);
  });

  it('has one line a trade, and every field of a trade', () => {
    const [header, ...lines] = text(write(), 'trades.csv').trimEnd().split('\n');
    assert.deepEqual(header!.split(','), Object.keys(result.trades[0]!));
    assert.equal(lines.length, result.trades.length);
  });

  it('gives a spreadsheet no formula to run and no comma to stumble over', () => {
    const trade = { ...result.trades[0]!, enter_tag: '=HYPERLINK("x"), now' };
    assert.match(text(write({ trades: [trade] }), 'trades.csv'), /,"'=HYPERLINK\(""x""\), now",/);
  });
});
