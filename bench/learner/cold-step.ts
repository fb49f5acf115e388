/** One learning step of a tick in a process of its own, timed; run by bench/learner.ts. Writes nothing to the journal. */
import { adapters } from '../../src/lib/app/adapters.ts';
import { homePaths } from '../../src/lib/app/home.ts';
import { tickSettings } from '../../src/lib/app/settings.ts';
import { dryJournal } from '../../src/lib/app/tick/dry-journal.ts';
import { JournalSession } from '../../src/lib/app/tick/journal-session.ts';
import { learnEpoch } from '../../src/lib/app/tick/learn-epoch.ts';
import { tickPorts } from '../../src/lib/app/tick-ports.ts';
import { VirtualClock } from '../../src/lib/app/virtual-clock.ts';
import { configSchema } from '../../src/lib/config/schema.ts';
import { scanJournal } from '../../src/lib/store/files/scan-journal.ts';
import { memoryStore } from '../../src/lib/store/memory/store.ts';

const [home = '', atMs = ''] = process.argv.slice(2);
const paths = homePaths(home);
const config = configSchema.parse({ trading: { strategy: 'mixture' } });
const all = adapters({ paths, config, clock: new VirtualClock(Number(atMs)) });
const journal = new JournalSession({
  open: dryJournal(() => scanJournal(paths.journal)),
  checkpoints: memoryStore().checkpoints,
  clock: all.clock,
  mode: 'simulated',
});
const ports = await tickPorts(all, { store: await all.store(), journal, isDryRun: true });
const settings = tickSettings(config);

/** Milliseconds of processor, which a busy machine does not lengthen as it does the clock on the wall. */
const timed = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

const models = await timed(() => ports.learner.models());
const bars = await timed(async () => {
  for (const symbol of settings.symbols) await ports.learner.bars(symbol);
});
// What a tick does anyhow: the features of both symbols, and what the model in use says of them.
const moment = { nowMs: all.clock.now(), epoch: Math.floor(all.clock.now() / settings.epochMs) };
const look = await timed(async () => {
  for (const symbol of settings.symbols) await ports.strategy.look(symbol, moment);
});
const before = journal.state.learning.classes.crypto?.settled ?? 0;
const step = await timed(() => learnEpoch(ports, settings));
const crypto = journal.state.learning.classes.crypto;
if (crypto?.settled !== before + 1) throw new Error('nothing was learned');
const loaded = Object.values(ports.learner.models()).filter(model => model !== null).length;
console.log(JSON.stringify({ models, bars, look, step, loaded, experts: crypto.pending?.experts.length }));
all.close();
