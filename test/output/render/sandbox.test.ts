import assert from 'node:assert/strict';
import { renderSandbox, renderSandboxEnd } from '../../../src/output/render/sandbox.ts';

const report = {
  simulated: true,
  url: 'http://127.0.0.1:7373',
  keyId: 'PKSANDBOX0123456789A',
  secret: 'sandbox-0123456789abcdef0123456789abcdef',
  accountNumber: 'PA0123456789',
  seed: 42,
  edge: 'mild',
  state: '/home/you/.local/state/hive/state/sandbox.json',
  cash: '9925.00',
  requests: 1_234,
  orders: 1,
  fills: 1,
} as const;

describe('the page of a sandbox', () => {
  it('says first that nothing is real', () => {
    const canvas = { width: 80, colour: false };
    assert.match(renderSandbox(report, canvas), /^SIMULATED broker, seed 42, edge: mild — no real money/);
    assert.match(renderSandboxEnd(report, canvas), /1,234 requests; its SIMULATED account/);
  });

  it('keeps what is to be copied whole, on the narrowest screen too', () => {
    const page = renderSandbox(report, { width: 60, colour: false });
    assert.match(page, /^export APCA_API_KEY_ID=PKSANDBOX0123456789A$/m);
    assert.match(page, /^export APCA_API_SECRET_KEY=sandbox-0123456789abcdef0123456789abcdef$/m);
    assert.equal(
      JSON.parse(page.slice(page.indexOf('{'), page.lastIndexOf('}') + 1)).alpaca.dataUrl,
      report.url,
    );
  });
});
