import { replayCommand } from './run-id.ts';
import { brokenOf, type Failure, type Tally } from './tally.ts';

const count = (value: number): string => value.toLocaleString('en-US');

function table(title: string, counts: Readonly<Record<string, number>>): string[] {
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const total = rows.reduce((sum, [, value]) => sum + value, 0);
  return [
    `${title}: ${count(total)}`,
    ...rows.map(([name, value]) => `  ${count(value).padStart(9)}  ${name}`),
  ];
}

const failureText = ({ id, violations, tail }: Failure): string[] => [
  '',
  `BROKEN with fault ${id.fault}, crash ${id.crash}:`,
  ...violations.slice(0, 5).map(({ invariant, detail }) => `  ${invariant}: ${detail}`),
  ...tail.map(line => `  | ${line}`),
  `  Again: ${replayCommand(id)}`,
];

/** What was done and found, for a person; the three counts first of all. */
export function summary(tally: Tally, { seeds, seconds }: { seeds: number; seconds: number }): string {
  const { runs, ticks, orders, fills, deaths, faults, errors, failures, failedRuns } = tally;
  return [
    ...table('Crashes by point', deaths),
    ...table('Faults that struck, by kind', faults),
    ...table('Ticks refused, by code', errors),
    `Seeds ${count(seeds)}, runs ${count(runs)}, ticks ${count(ticks)}, orders ${count(orders)}, fills ${count(fills)}`,
    `Duplicate orders: ${brokenOf(tally, 'I1', 'I3')}`,
    `Lost records: ${brokenOf(tally, 'I2', 'I8', 'I10', 'I11')}`,
    `Limit breaches: ${brokenOf(tally, 'I13', 'I14', 'I15', 'I16', 'I17', 'I18', 'I19', 'I22', 'I25')}`,
    `Runs with anything broken: ${failedRuns}`,
    `Wall time ${seconds.toFixed(1)} s, ${count(Math.round(ticks / seconds))} ticks a second`,
    ...failures.flatMap(failureText),
    '',
  ].join('\n');
}
