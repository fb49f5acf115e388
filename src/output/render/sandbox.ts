import type { SandboxReport } from '../../lib/app/sandbox.ts';
import { decimal, usd } from '../numbers.ts';
import type { Terminal } from '../terminal.ts';
import { facts } from './facts.ts';
import { page } from './screen.ts';
import { wrap } from './wrap.ts';

type Canvas = Pick<Terminal, 'width' | 'colour'>;

/** What a hive needs to use the sandbox; each line is whole, to be copied. */
const SETTINGS = (url: string): string =>
  [
    '{',
    '  "mode": "paper",',
    '  "broker": { "kind": "alpaca" },',
    `  "alpaca": { "tradingUrl": "${url}", "dataUrl": "${url}" },`,
    '  "market": { "crypto": { "source": "alpaca" } }',
    '}',
  ].join('\n');

/** The page that stands while the sandbox runs: where it is, its keys, and how to use them. */
export function renderSandbox(report: SandboxReport, canvas: Canvas): string {
  const banner = `SIMULATED broker, seed ${report.seed}, edge: ${report.edge} — no real money, no real prices`;
  const where = facts(
    [
      ['URL', report.url],
      ['Account', `${report.accountNumber}, ${usd(Number(report.cash))} in cash`],
      ['Kept in', report.state],
    ],
    canvas,
  );
  const keys = `export APCA_API_KEY_ID=${report.keyId}\nexport APCA_API_SECRET_KEY=${report.secret}`;
  return page({ ...canvas, banner }, [
    where,
    `${wrap('In another terminal, the keys of this sandbox:', canvas.width)}\n${keys}`,
    `${wrap('In the hive.config.json of a home of its own:', canvas.width)}\n${SETTINGS(report.url)}`,
    'Stop it with Ctrl-C.',
  ]);
}

/** What is said when it has ended. */
export const renderSandboxEnd = (report: SandboxReport, { width }: Canvas): string =>
  wrap(
    `The sandbox has ended: ${decimal(report.requests, 0)} requests; its SIMULATED account has ` +
      `${decimal(report.orders, 0)} orders, ${decimal(report.fills, 0)} fills and ${usd(Number(report.cash))} in cash.`,
    width,
  );
