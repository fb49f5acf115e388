import assert from 'node:assert/strict';
import { configEntry } from '../../../src/lib/tick/config-entry.ts';
import { settingsOf } from '../../../src/lib/tick/settings-of.ts';
import { hiveError } from '../../support/hive-error.ts';
import { SETTINGS } from '../../support/tick-desk.ts';

describe('the settings of a CONFIG record', () => {
  it('are those that it was made of, but for the account that may be traded', () => {
    const { settings } = configEntry(SETTINGS).data;
    const accountRule = { pinned: null, paper: null };
    assert.deepEqual(settingsOf(settings), { ...SETTINGS, accountRule });
  });

  it('are refused by name where an older hive did not write one', () => {
    const { brokerMinimum: _, ...older } = configEntry(SETTINGS).data.settings;
    assert.throws(() => settingsOf(older), hiveError('SETTINGS_MISSING', /lack "brokerMinimum"/));
  });
});
