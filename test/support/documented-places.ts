import { chmodSync, copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './cli.ts';
import { tradedHome } from './traded-home.ts';

/** A home that has traded, with the files that the pages name. */
export async function documentedHome(): Promise<string> {
  const home = await tradedHome();
  for (const folder of ['backups', '.config/fish/completions'])
    mkdirSync(join(home, folder), { recursive: true });
  const bars = join(projectRoot, 'test/fixtures/bars/yahoo-crypto.csv');
  for (const name of ['BTC-USD.csv', 'btc.csv', 'AAPL.csv', 'spy.csv']) copyFileSync(bars, join(home, name));
  copyFileSync(join(projectRoot, 'examples/strategies/dip-buyer.ts'), join(home, 'mine.ts'));
  writeFileSync(join(home, 'address.txt'), 'https://ntfy.sh/TOPIC\n');
  writeFileSync(join(home, 'new.config.json'), '{}');
  writeFileSync(join(home, 'deploy.sh'), '#!/bin/sh\n');
  chmodSync(join(home, 'deploy.sh'), 0o755);
  return home;
}

/** The line with places that a home of a test has. */
export function placed(line: string, home: string): string {
  const backups = join(home, 'backups');
  const newest = readdirSync(backups).find(name => name.endsWith('.tgz')) ?? 'FILE.tgz';
  const places = [
    ['/mnt/backups/FILE.tgz', join(backups, newest)],
    ['/mnt/backups', backups],
    ['/var/lib/hive-restored', join(home, 'restored')],
  ] as const;
  return places.reduce((now, [from, to]) => now.replaceAll(from, to), line);
}
