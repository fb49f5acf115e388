import { createHash } from 'node:crypto';
import { hashKey } from '../../src/lib/core/random.ts';
import type { HiveState } from '../../src/lib/journal/state.ts';
import { faultNames } from './fault-names.ts';
import { BOOKS_CHECKS, i1OneOrder, i2Known } from './invariants/books-checks.ts';
import { i9Replays, i12Flipped, i24Lots } from './invariants/state-checks.ts';
import { opinions, silence } from './opinions.ts';
import { rollBack } from './rollback.ts';
import type { RunId } from './run-id.ts';
import { waitBefore } from './scenario.ts';
import type { Violation } from './verdicts.ts';
import { type Ending, World } from './world.ts';

/** Ticks without faults after which everything must have come to its end: the k of I7. */
const SETTLING_TICKS = 9;
const SETTLING_WAIT_MS = 4 * 60_000;
/** Share of ticks that a fault strikes. */
const STRIKES = 0.75;
/** Share of runs whose journal has a byte changed in the end. */
const FLIPS = 0.2;

export interface RunResult {
  readonly id: RunId;
  readonly ticks: number;
  /** Points at which a process could have died. */
  readonly points: number;
  readonly deaths: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  /** Codes of the errors that ticks ended with. */
  readonly errors: Readonly<Record<string, number>>;
  readonly orders: number;
  readonly fills: number;
  readonly violations: readonly Violation[];
  /** The last records of the journal. */
  readonly tail: readonly string[];
  /** SHA-256 of the journal's bytes: equal for equal runs. */
  readonly digest: string;
}

/** Runs one world to its end: ticks with faults and crashes, then ticks without, then every check. */
export async function simulate(id: RunId): Promise<RunResult> {
  const world = new World(id);
  const errors = new Map<string, number>();
  let ticks = 0;
  const isSound = () => world.verdicts.found.length === 0;
  const count = (endings: readonly Ending[]) => {
    ticks += endings.length;
    for (const ending of endings)
      if (ending.kind === 'error') errors.set(ending.code, (errors.get(ending.code) ?? 0) + 1);
  };
  const strategy = opinions(id.seed);
  for (let tick = 0; tick < id.ticks && isSound(); tick++) {
    world.time.advance(waitBefore(id.seed, tick));
    count(await world.tick(faultOf(id, tick), strategy));
    world.clock.correct();
    i1OneOrder(world.verdicts, { facts: world.audit.facts, truth: world.exchange.truth });
    i2Known(world.verdicts, { facts: world.audit.facts, truth: world.exchange.truth });
  }
  const points = world.crashes.points;
  if (isSound()) await settle(world, count);
  if (id.fault === 'none') checkCalm(world, errors);
  const digest = createHash('sha256').update(world.disk.journal.bytes).digest('hex');
  if (id.crash === 'none' && isSound()) await rollBack(world, id.seed);
  return result(id, world, { ticks, points, errors, digest });
}

function faultOf({ seed, fault, broker }: RunId, tick: number): string {
  if (fault === 'none' || hashKey(seed, 41, tick) / 2 ** 32 >= STRIKES) return 'none';
  if (fault !== 'mixed') return fault;
  const names = faultNames(broker);
  return names[hashKey(seed, 42, tick) % names.length]!;
}

/** Faults and crashes have ceased: within some ticks every order ends and both books agree. */
async function settle(world: World, count: (endings: readonly Ending[]) => void): Promise<void> {
  world.crashes.cease();
  world.exchange.putRight();
  // A journal that was written with the clock ahead waits until the time has come.
  world.time.advance(Math.max(0, world.audit.facts.lastAtMs - world.time.now()));
  let state: HiveState | null = null;
  for (let tick = 0; tick < SETTLING_TICKS; tick++) {
    world.time.advance(SETTLING_WAIT_MS);
    const endings = await world.tick('none', silence);
    count(endings);
    const [ending] = endings;
    state = ending?.kind === 'done' ? ending.state : null;
    if (state && Object.keys(state.open).length === 0 && tick > 0) break;
  }
  checkEnd(world, state);
}

function checkEnd(world: World, state: HiveState | null): void {
  const { verdicts, audit, exchange, disk, random } = world;
  verdicts.check('I7', state !== null, () => 'the last tick without faults did not come to its end');
  for (const check of BOOKS_CHECKS) check(verdicts, { facts: audit.facts, truth: exchange.truth });
  if (!state) return;
  i9Replays(verdicts, state, { entries: audit.entries, random });
  if (random() < FLIPS) i12Flipped(verdicts, state, { bytes: disk.journal.bytes, random });
  i24Lots(verdicts, state, audit.facts);
}

/** Without a fault no tick is refused and nothing is halted, wherever processes die. */
function checkCalm({ verdicts, disk }: World, errors: ReadonlyMap<string, number>): void {
  const [code] = errors.keys();
  verdicts.check('BUG', code === undefined, () => `without a fault a tick ended with ${code}`);
  verdicts.check('BUG', disk.halt === null, () => `without a fault trading was halted: ${disk.halt}`);
}

const record = (counts: ReadonlyMap<string, number>): Record<string, number> => Object.fromEntries(counts);

/** What was counted on the way. */
interface Course {
  readonly ticks: number;
  readonly points: number;
  readonly errors: ReadonlyMap<string, number>;
  readonly digest: string;
}

function result(
  id: RunId,
  { crashes, faults, exchange, verdicts, disk }: World,
  { ticks, points, errors, digest }: Course,
): RunResult {
  const { orders, fills } = exchange.truth;
  return {
    id,
    ticks,
    points,
    deaths: record(crashes.deaths),
    faults: record(faults),
    errors: record(errors),
    orders: orders.length,
    fills: fills.length,
    violations: verdicts.found,
    tail: verdicts.found.length > 0 ? disk.journal.lines.slice(-15) : [],
    digest,
  };
}
