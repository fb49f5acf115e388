import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { askSecret, type DialogueScreen } from '../src/dialogue.ts';

/** A terminal that notes when it is told to hide what is typed, and what is written to it. */
function terminal() {
  const events: string[] = [];
  const input = Object.assign(new PassThrough(), {
    setRawMode: (isRaw: boolean) => void events.push(isRaw ? 'hidden' : 'shown'),
  });
  const output = { write: (text: string) => events.push(text) };
  return { events, input, screen: { input, output } as unknown as DialogueScreen };
}

describe('a question for a secret', () => {
  it('is asked only once what is typed is hidden, however quickly it is answered', async () => {
    const { events, input, screen } = terminal();
    const asked = askSecret('Key: ', screen);
    input.write('PKCANARY\r');
    assert.equal(await asked, 'PKCANARY');
    assert.deepEqual(events, ['hidden', 'Key: ', 'shown', '\n']);
  });
});
