import { createHash } from 'node:crypto';
import { hashKey, hashText, mulberry32 } from '../../src/lib/core/random.ts';
import { Course } from './course.ts';
import { faultNames } from './fault-names.ts';
import { i1OneOrder, i2Known } from './invariants/books-checks.ts';
import { opinions } from './opinions.ts';
import { rollBack } from './rollback.ts';
import type { RunId } from './run-id.ts';
import { waitBefore } from './scenario.ts';
import { settle } from './settle.ts';
import type { Violation } from './verdicts.ts';
import { World } from './world.ts';

/** Share of ticks that a fault strikes. */
const STRIKES = 0.75;
const TAIL = 15;

export interface RunResult {
  readonly id: RunId;
  readonly ticks: number;
  /** Points at which a process could have died. */
  readonly points: number;
  readonly deaths: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly errors: Readonly<Record<string, number>>;
  readonly orders: number;
  readonly fills: number;
  readonly violations: readonly Violation[];
  /** The last records of the journal, when anything was broken. */
  readonly tail: readonly string[];
  /** SHA-256 of the journal's bytes: equal for equal runs. */
  readonly digest: string;
}

/** Runs one world to its end: ticks with faults and crashes, then ticks without, then every check. */
export async function simulate(id: RunId): Promise<RunResult> {
  const world = new World(id);
  const course = new Course();
  const { verdicts } = world;
  await trade(world, course, id);
  const { points } = world.crashes;
  // Runs that differ in their crash alone start alike, but each is looked at in other places.
  const random = mulberry32(hashKey(id.seed, hashText(`${id.fault} ${id.crash}`)));
  if (verdicts.isSound) await settle(world, course, random);
  if (id.fault === 'none') checkCalm(world, course);
  const digest = createHash('sha256').update(world.disk.journal.bytes).digest('hex');
  if (id.crash === 'none' && verdicts.isSound) await rollBack(world, id.seed);
  return { id, points, digest, ...resultOf(world, course) };
}

async function trade(world: World, course: Course, id: RunId): Promise<void> {
  const { verdicts, audit, exchange } = world;
  const strategy = opinions(id.seed);
  for (let tick = 0; tick < id.ticks && verdicts.isSound; tick++) {
    world.time.advance(waitBefore(id.seed, tick));
    course.add(await world.tick(faultOf(id, tick), strategy));
    world.clock.correct();
    const books = { facts: audit.facts, truth: exchange.truth };
    i1OneOrder(verdicts, books);
    i2Known(verdicts, books);
  }
}

function faultOf({ seed, fault, broker }: RunId, tick: number): string {
  if (fault === 'none' || hashKey(seed, 41, tick) / 2 ** 32 >= STRIKES) return 'none';
  if (fault !== 'mixed') return fault;
  const names = faultNames(broker);
  return names[hashKey(seed, 42, tick) % names.length]!;
}

/** Without a fault no tick is refused and nothing is halted, wherever processes die. */
function checkCalm({ verdicts, disk }: World, { errors }: Course): void {
  const [code] = errors.keys();
  verdicts.check('BUG', code === undefined, () => `without a fault a tick ended with ${code}`);
  verdicts.check('BUG', disk.halt === null, () => `without a fault trading was halted: ${disk.halt}`);
}

function resultOf({ crashes, faults, exchange, verdicts, disk }: World, { ticks, errors }: Course) {
  const { orders, fills } = exchange.truth;
  return {
    ticks,
    deaths: Object.fromEntries(crashes.deaths),
    faults: Object.fromEntries(faults),
    errors: Object.fromEntries(errors),
    orders: orders.length,
    fills: fills.length,
    violations: verdicts.found,
    tail: verdicts.isSound ? [] : disk.journal.lines.slice(-TAIL),
  };
}
