import assert from 'node:assert/strict';
import { done, failed, notNeeded } from '../../../src/lib/app/halt/step.ts';
import { renderHalt, renderResume } from '../../../src/output/render/trade-halt.ts';
import { haltReport, screen } from '../../support/views.ts';

const lines = (text: string) => text.split('\n').slice(1);

describe('renderHalt', () => {
  it('tells a first halt from a second one', () => {
    const way = ['HALTED: alarm', 'Trade again: hive trade resume --reason TEXT'];
    const shown = (changed: boolean) => lines(renderHalt(haltReport({ changed }), screen())).slice(0, 3);
    assert.deepEqual(shown(true), ['Trading is switched off.', ...way]);
    assert.deepEqual(shown(false), ['Trading was off already; the reason was added.', ...way]);
  });

  it('reports each of the three steps by itself', () => {
    const steps = {
      file: done('/srv/hive/state/HALT'),
      cancel: failed('The broker did not answer within 5 s.'),
      suspend: notNeeded('only this machine, as asked'),
    };
    assert.deepEqual(lines(renderHalt(haltReport({ steps }), screen())).slice(4), [
      'Switch       done: /srv/hive/state/HALT',
      'Open orders  FAILED: The broker did not answer within 5 s.',
      'New orders   not needed: only this machine, as asked',
    ]);
  });
});

describe('renderResume', () => {
  const shown = (changed: boolean, broker = done('the broker takes orders again')) =>
    lines(
      renderResume(
        {
          halted: false,
          changed,
          reason: 'alarm',
          journalled: true,
          broker,
        },
        screen(),
      ),
    );

  it('says what the halt was, or that there was none', () => {
    assert.deepEqual(shown(true), [
      'Trading is on again. It was halted: alarm',
      '',
      'Broker  done: the broker takes orders again',
    ]);
    const embedded = notNeeded('the embedded broker is never suspended');
    assert.deepEqual(shown(false, embedded), ['Trading was not halted; nothing to do.']);
  });

  it('says that only the broker’s switch was lifted', () => {
    assert.deepEqual(shown(false), [
      'Trading was not halted on this machine.',
      '',
      'Broker  done: the broker takes orders again',
    ]);
  });
});
