/**
 * `hive serve` on one core, asked from another: a home with a million journal records (or as many as the first argument
 * says), its status and its trades, beside node:http handing out the same bytes; then 1,000 clients of the live feed at
 * five events a second.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { writeLongJournal } from '../test/support/long-journal.ts';
import { openClients } from './serve/clients.ts';
import { cpuSeconds, ended, pinSelf, residentMegabytes, startPinned } from './serve/pinned.ts';

const RECORDS = Number(process.argv[2] ?? 1_000_000);
const [SERVER_CORE, CLIENT_CORE] = [0, 1];
const SECONDS = 8;
const CLIENTS = 1_000;
const PATHS = ['/api/crypto/status', '/api/crypto/trades'] as const;
const FREE = {
  HIVE__SERVE__REQUESTSPERSECOND: '1000000',
  HIVE__SERVE__ALLREQUESTSPERSECOND: '1000000',
};

const home = mkdtempSync(join(tmpdir(), 'hive-bench-serve-'));
try {
  pinSelf(CLIENT_CORE);
  await requests();
  await streams();
} finally {
  rmSync(home, { recursive: true });
}

async function requests(): Promise<void> {
  mkdirSync(join(home, 'state'), { mode: 0o700 });
  const journal = join(home, 'state', 'journal.jsonl');
  writeLongJournal(journal, RECORDS);
  const startedMs = performance.now();
  const serve = ['bin/run.js', 'serve', '--port', '0', '--json', '--home', home];
  const { child, line } = await startPinned(SERVER_CORE, serve, FREE);
  const readyMs = performance.now() - startedMs;
  const { url, tokenFile } = JSON.parse(line) as { url: string; tokenFile: string };
  const headers = { authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}` };
  const wholeMs = await untilRead(`${url}/api/health`, headers, startedMs);
  console.log(
    `${RECORDS.toLocaleString('en')} records, ${(statSync(journal).size / 1e6).toFixed(0)} MB: ` +
      `first line after ${(readyMs / 1_000).toFixed(1)} s, all of it read after ${(wholeMs / 1_000).toFixed(1)} s, ` +
      `${residentMegabytes(child.pid!).toFixed(0)} MB in memory`,
  );
  for (const path of PATHS) await measure(path, { url: `${url}${path}`, headers });
  await ended(child);
}

/** Milliseconds from the start until the journal is read to its end. */
async function untilRead(url: string, headers: Record<string, string>, startedMs: number): Promise<number> {
  for (;;) {
    const { data } = (await (await fetch(url, { headers })).json()) as {
      data: { journal: { records: number } };
    };
    if (data.journal.records >= RECORDS) return performance.now() - startedMs;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

async function measure(path: string, target: { url: string; headers: Record<string, string> }) {
  const body = Buffer.from(await (await fetch(target.url, { headers: target.headers })).arrayBuffer());
  const file = join(home, 'body.json');
  writeFileSync(file, body);
  const { child, line } = await startPinned(SERVER_CORE, ['bench/peers/bare-http.ts', file]);
  const bare = await most({ url: `http://127.0.0.1:${line}` });
  const bareSteady = await steadily({ url: `http://127.0.0.1:${line}` });
  await ended(child);
  const own = await most(target);
  const steady = await steadily(target);
  console.log(
    `${path} (${body.length} bytes): ${own.toFixed(0)} requests/s, ${(own / bare).toFixed(2)} of bare node:http ` +
      `(${bare.toFixed(0)}); at 1,000/s p50 ${steady.latency.p50} ms, p99 ${steady.latency.p99} ms ` +
      `(bare ${bareSteady.latency.p50} and ${bareSteady.latency.p99} ms), ${steady.non2xx + steady.errors} failed`,
  );
}

function steadily(target: { url: string; headers?: Record<string, string> }) {
  return autocannon({ ...target, connections: 20, duration: SECONDS, overallRate: 1_000 });
}

async function most(target: { url: string; headers?: Record<string, string> }): Promise<number> {
  await autocannon({ ...target, connections: 20, duration: 2 });
  const {
    requests: done,
    non2xx,
    errors,
  } = await autocannon({
    ...target,
    ...{ connections: 20, duration: SECONDS },
  });
  if (non2xx + errors > 0) throw new Error(`${target.url}: ${non2xx} refused, ${errors} failed`);
  return done.average;
}

async function streams(): Promise<void> {
  const token = 'a'.repeat(43);
  const { child, line } = await startPinned(SERVER_CORE, ['bench/serve/stream-server.ts', token]);
  const clients = await openClients({ port: Number(line), token, count: CLIENTS });
  const [cpu, events, fromMs] = [cpuSeconds(child.pid!), clients.events(), performance.now()];
  await new Promise(resolve => setTimeout(resolve, 2 * SECONDS * 1_000));
  const seconds = (performance.now() - fromMs) / 1_000;
  const used = (cpuSeconds(child.pid!) - cpu) / seconds;
  const each = (clients.events() - events) / CLIENTS / seconds;
  console.log(
    `${CLIENTS.toLocaleString('en')} clients of the live feed, ${each.toFixed(2)} events/s each: ` +
      `${(100 * used).toFixed(0)} % of a core, ${residentMegabytes(child.pid!).toFixed(0)} MB in memory`,
  );
  clients.close();
  await ended(child);
}
