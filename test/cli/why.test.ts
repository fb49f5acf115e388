import assert from 'node:assert/strict';
import type { TickStory } from '../../src/lib/app/why/trade-why.ts';
import { assertEnvelope, assertErrorEnvelope, hive } from '../support/cli.ts';
import { TUESDAY, trainedHome } from '../support/small-home.ts';
import { tradedHome } from '../support/traded-home.ts';

async function why(home: string, ...args: string[]): Promise<TickStory> {
  const { code, stdout } = await hive(['trade', 'why', '--json', ...args], { home });
  assert.equal(code, 0);
  return (await assertEnvelope(stdout, 'trade-why')).data as TickStory;
}

/** Slot of the tick of TUESDAY. */
const FIRST_SLOT = String(Math.floor(Date.parse(TUESDAY) / 120_000));

describe('hive trade why', () => {
  it('tells of the last tick, and of another one by its slot or the number of its record', async () => {
    const home = await tradedHome();
    assert.equal((await why(home)).at, '2026-09-24T00:05:00.000Z');
    const first = await why(home, '--tick', FIRST_SLOT);
    assert.equal(first.at, '2026-09-22T00:05:00.000Z');
    assert.deepEqual(await why(home, '--tick', String(first.seq)), first);
  });

  it('follows a decision to its order, the fill and the end', async () => {
    const { symbols } = await why(await tradedHome(), '--tick', FIRST_SLOT);
    const bought = symbols.find(({ reason }) => reason === 'ENTRY_SIGNAL');
    assert.deepEqual(
      [bought?.order?.events.map(({ type }) => type), bought?.order?.fills.length],
      [['ACCEPTED', 'CLOSED'], 1],
    );
    assert.equal(bought?.order?.intent.decision, bought?.decision?.data.id);
    assert.ok(bought?.decision?.now);
  });

  it('names the features, the model and the probability, and says what the control arm did', async () => {
    const home = await trainedHome();
    await hive(['trade', 'tick', '--quiet', '--as-of', TUESDAY], { home });
    const { stdout } = await hive(['trade', 'why'], { home, env: { COLUMNS: '60' } });
    for (const line of [
      /^BTC\/USD {2}[A-Z_]+$/m,
      /^ {2}Signal +(?:BUY|SELL), confidence \d\d\.\d %, (?:not )?above the/m,
      /^ {2}Probability +\d\d\.\d % that it pays, between /m,
      /^ {2}Model +crypto-/m,
      /^ {2}Features +sma10 -?\d/m,
      /^ {15}rsi14 -?\d/m,
      /^ {2}Control arm {2}(?:BUY|SELL|HOLD), confidence /m,
    ])
      assert.match(stdout, line);
    assert.ok(stdout.split('\n').every(line => line.length <= 60));
  });

  it('goes back to the decision that the epoch stands on', async () => {
    const home = await trainedHome();
    for (const at of [TUESDAY, '2026-09-22T00:07:00Z'])
      await hive(['trade', 'tick', '--quiet', '--as-of', at], { home });
    const [first] = (await why(home)).symbols;
    assert.deepEqual([first?.reason, first?.decision?.now], ['EPOCH_DECIDED', false]);
    assert.equal(first?.decision?.at, '2026-09-22T00:05:00.000Z');
  });

  it('exits 4 for a tick that there is not', async () => {
    const early = await hive(['trade', 'why', '--json']);
    assert.deepEqual([early.code, assertErrorEnvelope(early.stdout).message], [4, 'No tick has run yet.']);
    const unknown = await hive(['trade', 'why', '--tick', '7777', '--json'], { home: await tradedHome() });
    const { message } = assertErrorEnvelope(unknown.stdout);
    assert.deepEqual([unknown.code, message], [4, 'The journal holds no tick 7777, by slot or by record.']);
  });
});
