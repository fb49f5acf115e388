import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HaltReport } from '../../src/lib/app/halt/halt.ts';
import type { JournalVerdict } from '../../src/lib/app/journal-verify.ts';
import type { TickReport } from '../../src/lib/app/tick/run-tick.ts';
import { assertEnvelope, assertErrorEnvelope, type CliOptions, hive } from '../support/cli.ts';
import { ended, nextOutput, startScript } from '../support/run-process.ts';
import { CONTROL, modelNames, smallHome, TUESDAY, trainedHome } from '../support/small-home.ts';

/** A moment at which the control strategy buys one coin when nothing stops it. */
const BUYS = '2026-09-21T00:05:00Z';

const journalOf = (home: string) => join(home, 'state', 'journal.jsonl');

async function tick(
  options: CliOptions,
  asOf = TUESDAY,
): Promise<{ code: number | null; report: TickReport }> {
  const { code, stdout, stderr } = await hive(['trade', 'tick', '--json', '--as-of', asOf], options);
  assert.equal(stderr, '');
  return { code, report: (await assertEnvelope(stdout, 'trade-tick')).data as TickReport };
}

const reasons = ({ outcomes }: TickReport) => outcomes.map(({ reason }) => reason);

describe('hive trade tick', () => {
  it('says why it did not trade; that is a success', async () => {
    const { code, report } = await tick({ home: smallHome() });
    assert.equal(code, 0);
    assert.deepEqual(reasons(report), ['NO_MODEL', 'NO_MODEL']);
    assert.deepEqual(report.worth.main, { cash: '10000.00', equity: '10000.00' });
  });

  it('decides a symbol once in an epoch', async () => {
    const home = await trainedHome();
    const first = await tick({ home });
    assert.ok(!reasons(first.report).includes('EPOCH_DECIDED'));
    const second = await tick({ home }, '2026-09-22T00:07:00Z');
    assert.deepEqual(reasons(second.report), ['EPOCH_DECIDED', 'EPOCH_DECIDED']);
  });

  it('prints one line a symbol and what both books are worth', async () => {
    const home = await trainedHome();
    const { stdout } = await hive(['trade', 'tick', '--as-of', TUESDAY], { home });
    assert.match(
      stdout,
      /^SIMULATED market, edge: concentrated — not a real result\nTick 2026-09-22 00:05Z\n/,
    );
    assert.match(stdout, /^BTC\/USD {2}[A-Z_]+ {2}/m);
    assert.match(stdout, /^Equity +\$10,000\.00$/m);
    assert.match(stdout, /^Control arm +\$/m);
  });

  it('names a damaged model as the reason', async () => {
    const home = await trainedHome();
    writeFileSync(
      join(home, 'models', `${modelNames(home, 'crypto')[0]}.json`),
      '{"schema": "hive.model/1"}',
    );
    const { code, report } = await tick({ home });
    assert.deepEqual([code, reasons(report)], [0, ['MODEL_INVALID', 'MODEL_INVALID']]);
  });

  it('exits 75 at once while another one runs, and writes nothing', async () => {
    const home = smallHome();
    await tick({ home });
    const before = readFileSync(journalOf(home));
    const other = startScript('hold-lock', [join(home, 'state', 'tick.lock')]);
    assert.equal(await nextOutput(other), 'held');
    const { code, stdout } = await hive(['trade', 'tick', '--json', '--as-of', TUESDAY], { home });
    other.stdin?.end();
    await ended(other);
    const { code: name, retryable } = assertErrorEnvelope(stdout);
    assert.deepEqual([code, name, retryable], [75, 'BUSY', true]);
    assert.deepEqual(readFileSync(journalOf(home)), before);
  });

  it('sends one order when two run at once', async () => {
    const options = { home: smallHome(), ...CONTROL };
    const line = ['trade', 'tick', '--quiet', '--as-of', BUYS];
    const codes = (await Promise.all([hive(line, options), hive(line, options)])).map(({ code }) => code);
    assert.ok(codes.includes(0) && codes.every(code => code === 0 || code === 75), codes.join());
    const { stdout } = await hive(['journal', 'verify', '--json'], options);
    const { trades, faults } = (await assertEnvelope(stdout, 'journal-verify')).data as JournalVerdict;
    assert.deepEqual({ trades, faults }, { trades: 1, faults: [] });
  });

  it('exits 4 when the clock went back, and leaves the journal as it was', async () => {
    const home = smallHome();
    await tick({ home });
    const before = readFileSync(journalOf(home));
    const { code, stdout } = await hive(['trade', 'tick', '--json', '--as-of', '2026-09-21'], { home });
    assert.deepEqual([code, assertErrorEnvelope(stdout).code], [4, 'CLOCK_WENT_BACK']);
    assert.deepEqual(readFileSync(journalOf(home)), before);
  });

  it('exits 4 naming the line when the end of the journal was edited, and writes nothing', async () => {
    const home = smallHome();
    await tick({ home });
    const edited = readFileSync(journalOf(home), 'utf8').replace(
      '"equity":"10000.00"',
      '"equity":"20000.00"',
    );
    writeFileSync(journalOf(home), edited);
    const { code, stdout } = await hive(['trade', 'tick', '--json', '--as-of', '2026-09-23'], { home });
    const { code: name, message } = assertErrorEnvelope(stdout);
    assert.deepEqual([code, name], [4, 'JOURNAL_DAMAGED']);
    assert.match(message, /journal\.jsonl line \d+ is damaged/);
    assert.equal(readFileSync(journalOf(home), 'utf8'), edited);
  });
});

describe('hive trade halt and hive trade resume', () => {
  it('stop every order: the tick exits 6, and trades again after the resume', async () => {
    const options = { home: smallHome(), ...CONTROL };
    const halted = await hive(['trade', 'halt', '--reason', 'alarm', '--json', '--as-of', BUYS], options);
    const halt = (await assertEnvelope(halted.stdout, 'trade-halt')).data as HaltReport;
    assert.deepEqual([halted.code, halt.halted, halt.changed], [0, true, true]);

    const { code, report } = await tick(options, BUYS);
    assert.deepEqual([code, reasons(report)], [6, ['HALTED', 'HALTED']]);
    assert.match(report.halted ?? '', /^alarm/);

    const resumed = await hive(['trade', 'resume', '--reason', 'fine', '--json', '--as-of', BUYS], options);
    const resume = (await assertEnvelope(resumed.stdout, 'trade-resume')).data as HaltReport;
    assert.deepEqual([resume.halted, resume.changed, resume.journalled], [false, true, true]);
    assert.match(resume.reason, /^alarm/);

    const after = await tick(options, BUYS);
    assert.ok(after.code === 0 && reasons(after.report).includes('ENTRY_SIGNAL'));
  });

  it('tell a person what the halt is and how to go on', async () => {
    const home = smallHome();
    const first = await hive(['trade', 'halt', '--as-of', BUYS], { home });
    assert.match(first.stdout, /^HALTED: halted by hand .*\nTrade again: hive trade resume --reason TEXT$/m);
    assert.match(first.stderr, /^Warning: The halt is on; the journal has no record of it\.\n$/);
    const again = await hive(['trade', 'halt', '--reason', 'twice', '--as-of', BUYS], { home });
    assert.match(again.stdout, /^Trading was off already; the reason was added\.$/m);
    const resumed = await hive(['trade', 'resume', '--reason', 'ok', '--as-of', BUYS], { home });
    assert.match(resumed.stdout, /^Trading is on again\. It was halted: halted by hand/m);
    assert.ok(!existsSync(join(home, 'state', 'HALT')));
  });

  it('halt without a reason to speak of too', async () => {
    const { stdout } = await hive(['trade', 'halt', '--reason', ' '], { home: smallHome() });
    assert.match(stdout, /^HALTED: halted by hand /m);
  });

  it('change nothing where nothing was halted', async () => {
    const { code, stdout, stderr } = await hive(['trade', 'resume', '--reason', 'ok']);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^Trading was not halted; nothing to do\.$/m);
  });

  it('need a reason to resume', async () => {
    const { code, stderr } = await hive(['trade', 'resume']);
    assert.equal(code, 2);
    assert.match(stderr, /^Error: Missing required flag reason\.\n/);
  });
});
