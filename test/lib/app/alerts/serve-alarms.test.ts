import assert from 'node:assert/strict';
import { existsSync, utimesSync } from 'node:fs';
import { lookOnce } from '../../../../src/lib/app/alerts/serve-alarms.ts';
import { AlertedHome, SUCCESS } from '../../../support/alerted-home.ts';
import { hookServer } from '../../../support/hook-server.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const MINUTE = 60_000;
const folder = tempFolder();
const hook = hookServer();

function served(home: AlertedHome, told: string[] = []) {
  const { paths, clock, config } = home;
  return lookOnce({ paths, clock, config: config!, environment: {} }, says => void told.push(says));
}

const said = () =>
  hook().posted.flatMap(({ body }) => JSON.parse(body).alerts.map(({ says }: { says: string }) => says));

describe('the server, looking whether jobs still come', () => {
  it('tells once that ticks and cycles do not, and leaves every other alarm alone', async () => {
    const home = new AlertedHome(folder());
    home.write({ channels: [{ name: 'one', format: 'json', url: hook().at('/one') }] });
    await home.run(SUCCESS, { job: 'cycle' });
    await home.run({ ...SUCCESS, exitCode: 1, code: 'BUG' });
    assert.equal(hook().posted.length, 1);
    home.clock.advance(12 * MINUTE);
    await served(home);
    assert.equal(hook().posted.length, 1);
    for (let i = 0; i < 90; i++) {
      home.clock.advance(MINUTE);
      await served(home);
    }
    assert.deepEqual(said().slice(1).toSorted(), [
      'No tick has run since 2026-11-22 09:04Z.',
      'No training cycle has run since 2026-11-22 09:02Z.',
    ]);
    // A job that has the same to say says it no second time.
    await home.run(SUCCESS, { job: 'cycle' });
    assert.equal(said().filter(says => says.startsWith('No tick')).length, 1);
  });

  it('knows a tick that was long ago by the journal', async () => {
    const home = new AlertedHome(folder());
    home.write({ channels: [{ name: 'one', format: 'json', url: hook().at('/one') }] });
    home.put(home.paths.journal, '');
    home.clock.advance(9 * 24 * 60 * MINUTE);
    const tickedAt = home.clock.now() / 1_000 - 7 * 86_400;
    utimesSync(home.paths.journal, tickedAt, tickedAt);
    await served(home);
    assert.deepEqual(said(), ['No tick has run since 2026-11-24 09:00Z.']);
  });

  it('says nothing of a home in which nothing has run, or nobody is to be told', async () => {
    const home = new AlertedHome(folder());
    await served(home);
    assert.equal(existsSync(home.paths.alarms), false);
    home.write({ channels: [{ name: 'one', format: 'json', url: hook().at('/one') }] });
    await served(home);
    assert.deepEqual(said(), []);
  });

  it('goes on where the file of channels cannot be used', async () => {
    const told: string[] = [];
    const home = new AlertedHome(folder());
    home.write({ channels: 7 });
    await served(home, told);
    assert.deepEqual(told, []);
  });
});
