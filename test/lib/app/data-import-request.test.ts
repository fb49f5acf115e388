import assert from 'node:assert/strict';
import { importRequest } from '../../../src/lib/app/data-import-request.ts';
import { hiveError } from '../../support/hive-error.ts';

describe('importRequest', () => {
  it('turns flags into a request', () => {
    const request = importRequest('x.csv', {
      symbol: 'btcusdt',
      interval: '1h',
      column: ['close=Last price', 'TIME=When'],
      columns: 'Time, open,skip',
      where: 'Stock=BRK.B',
      'max-bad': '2.5%',
      'date-order': 'dmy',
      'on-conflict': 'last',
    });
    assert.equal(request.instrument.symbol, 'BTC/USD');
    assert.equal(request.interval, '1h');
    assert.deepEqual(request.column, { close: 'Last price', time: 'When' });
    assert.deepEqual(request.columns, ['time', 'open', 'skip']);
    assert.deepEqual(request.where, { header: 'Stock', value: 'BRK.B' });
    assert.equal(request.maxBadShare, 0.025);
    assert.deepEqual([request.dateOrder, request.onConflict, request.labels], ['dmy', 'last', undefined]);
  });

  it('refuses what cannot be meant, with the way out', () => {
    const refused = (flags: object, message: RegExp) =>
      assert.throws(() => importRequest('x.csv', { symbol: 'AAPL', ...flags }), hiveError('USAGE', message));
    refused({ column: ['close'] }, /"close" is not of the form NAME=VALUE/);
    refused({ column: ['clos=Last'] }, /"clos", which is no part of a bar/);
    refused({ where: '=AAPL' }, /"=AAPL"/);
    refused({ 'max-bad': '101' }, /"101" is not a percentage/);
    refused({ 'max-bad': 'all' }, /"all"/);
    refused({ 'date-order': 'ymd' }, /"ymd" is unknown/);
    assert.throws(
      () => importRequest('x.csv', { symbol: 'AAPL', interval: '7h' }),
      hiveError('UNKNOWN_INTERVAL'),
    );
  });
});
