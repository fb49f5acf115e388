import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { JournalVerdict } from '../../src/lib/app/journal-verify.ts';
import { assertEnvelope, assertErrorEnvelope, hive } from '../support/cli.ts';
import { CONTROL, smallHome } from '../support/small-home.ts';

const BUYS = '2026-09-21T00:05:00Z';

async function tradedHome(): Promise<string> {
  const home = smallHome();
  const { code } = await hive(['trade', 'tick', '--quiet', '--as-of', BUYS], { home, ...CONTROL });
  assert.equal(code, 0);
  return home;
}

describe('hive journal verify', () => {
  it('names the command to run when the journal is empty', async () => {
    const { code, stdout } = await hive(['journal', 'verify']);
    assert.equal(code, 0);
    assert.match(stdout, /^The journal is empty\. .*Run: hive trade tick$/m);
  });

  it('says that a whole journal is whole', async () => {
    const home = await tradedHome();
    const { code, stdout } = await hive(['journal', 'verify', '--json'], { home });
    const verdict = (await assertEnvelope(stdout, 'journal-verify')).data as JournalVerdict;
    const lines = readFileSync(join(home, 'state', 'journal.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    assert.deepEqual([code, verdict.records, verdict.trades, verdict.faults], [0, lines.length, 1, []]);
    assert.equal(verdict.lastHash, JSON.parse(lines.at(-1)!).hash);
  });

  it('exits 4 and names the line that was edited by hand', async () => {
    const home = await tradedHome();
    const file = join(home, 'state', 'journal.jsonl');
    const edited = readFileSync(file, 'utf8').replace(
      '"startingCash":"10000.00"',
      '"startingCash":"90000.00"',
    );
    writeFileSync(file, edited);
    const { code, stdout } = await hive(['journal', 'verify', '--json'], { home });
    const { code: name, message } = assertErrorEnvelope(stdout);
    assert.deepEqual([code, name], [4, 'JOURNAL_DAMAGED']);
    assert.match(message, /journal\.jsonl line 1 is damaged/);
    assert.equal(readFileSync(file, 'utf8'), edited);
  });

  it('exits 7 when the broker holds other money than the journal says', async () => {
    const home = await tradedHome();
    moveCash(join(home, 'state', 'paper-broker.db'));
    const { code, stdout } = await hive(['journal', 'verify'], { home });
    assert.equal(code, 7);
    assert.match(stdout, /^Journal +1 fault$/m);
    assert.match(stdout, /^FAULT {2}cash: broker 9926\.00, journal 9925\.00$/m);
  });
});

/** Gives the embedded broker's account a dollar that no fill explains. */
function moveCash(file: string): void {
  const ledger = new DatabaseSync(file);
  ledger.exec("UPDATE account SET cash = '9926.00'");
  ledger.close();
}
