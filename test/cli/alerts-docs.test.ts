import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from '../../src/lib/alerts/formats/encode.ts';
import { checkedAlerts } from '../../src/lib/app/alerts/channels.ts';
import { hive, projectRoot, tempHome } from '../support/cli.ts';

const page = readFileSync(join(projectRoot, 'docs/alerts.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^\`]+)\`\`\``, 'g'))].map(([, block]) => block!.trim());

describe('docs/alerts.md', () => {
  it('shows a file of channels that is right, and a message of the format json as it is sent', () => {
    const [file, message] = blocks('json').map(block => JSON.parse(block));
    const written = { channels: file.channels, pings: file.pings };
    assert.deepEqual(checkedAlerts(file), { fault: null, value: written });
    const [{ kind, key, says, todo }] = message.alerts;
    const atMs = Date.parse(message.at);
    const alert = { kind, key, says, todo, atMs, sinceMs: atMs, untilMs: null, isReminder: false };
    const { home, mode } = message;
    const { body } = encode('json', { home, mode, atMs, alerts: [alert] }, { url: 'https://example.com/' });
    assert.deepEqual(JSON.parse(body), message);
  });

  it('has command lines that work as they are written', async () => {
    const home = tempHome();
    writeFileSync(join(home, 'address.txt'), 'https://ntfy.sh/TOPIC\n');
    for (const line of blocks('sh').flatMap(block => block.split('\n'))) {
      const [words = '', file] = line.split(' < ');
      const input = file === undefined ? '' : readFileSync(join(home, file), 'utf8');
      const { code, stderr } = await hive(words.split(' ').slice(1), { home, input });
      assert.equal(code, 0, `${line}: ${stderr}`);
    }
  });
});
