/**
 * A month of a home in minutes: every slot of the schedule, each run the real command, with faults, restarts and a full
 * disk in between; then every promise is looked after. `npm run month -- --days 30 --seed 42`
 */
import { month } from './month.ts';
import { readOptions } from './options.ts';
import { figuresOf, summary } from './summary.ts';

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const figures = figuresOf(
    await month(options, { tell: sentence => console.error(sentence), stop: stop.signal }),
  );
  console.log(options.json ? JSON.stringify(figures) : summary(figures));
  if (!figures.kept) process.exitCode = 1;
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
});
