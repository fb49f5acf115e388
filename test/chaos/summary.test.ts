import assert from 'node:assert/strict';
import { readOptions } from './options.ts';
import { simulate } from './run.ts';
import { type RunId, replayCommand } from './run-id.ts';
import { summary } from './summary.ts';
import { addRun, emptyTally } from './tally.ts';

const ID: RunId = { seed: 5, ticks: 4, broker: 'alpaca', fault: 'set:cash="NaN"@GET /v2/account', crash: 17 };

/** The words of a command as a shell would pass them on, without `npm run chaos --`. */
const words = (command: string): string[] =>
  (command.match(/'[^']*'|\S+/g) ?? []).slice(4).map(word => word.replace(/^'(.*)'$/, '$1'));

describe('the summary of simulated runs', () => {
  it('names what was broken, the last records and the one command that replays it', async () => {
    const tally = emptyTally();
    const run = await simulate({ ...ID, fault: 'none', crash: 'none' });
    const violations = [{ invariant: 'I1', detail: 'the broker has two orders hive-1' } as const];
    addRun(tally, { ...run, id: ID, violations, tail: ['{"seq":9}'] });
    const text = summary(tally, { seeds: 1, seconds: 2 });
    assert.match(
      text,
      /Duplicate orders: 1\nLost records: 0\nLimit breaches: 0\nRuns with anything broken: 1\n/,
    );
    assert.match(text, /I1: the broker has two orders hive-1\n {2}\| \{"seq":9\}\n/);
    assert.ok(text.includes(`Again: ${replayCommand(ID)}`));
  });

  it('gives a command that means the same run', () => {
    for (const id of [
      ID,
      { ...ID, crash: 'often', fault: 'mixed' } as const,
      { ...ID, crash: 'none' } as const,
    ])
      assert.deepEqual(readOptions(words(replayCommand(id))), { kind: 'replay', id });
  });

  it('refuses an option that means nothing', () => {
    assert.throws(() => readOptions(['--seeds', '0']), /--seeds 0 is not a whole number above 0/);
    assert.throws(() => readOptions(['--broker', 'kraken']), /--broker kraken is not one of/);
    assert.throws(() => readOptions(['--seed', '1', '--crash', 'soon']), /--crash soon/);
  });
});
