import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AlarmBook, EMPTY_BOOK, nextAlarms, type Observation } from '../../../src/lib/alerts/alarms.ts';
import { type Alert, news, type Severity, type Trouble } from '../../../src/lib/alerts/alert.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 10, 22, 9);
const RULES = { remindAfterMs: DAY, mostPerHour: 1_000 };

const trouble = (key: string, severity: Severity = 'problem', says = `${key} is wrong.`): Trouble => ({
  ...{ key, severity, says, todo: null },
});

/** A desk that looks again and again, and keeps what was told. */
class Desk {
  book: AlarmBook = EMPTY_BOOK;
  readonly told: Alert[] = [];
  readonly rules;

  constructor(rules: Partial<typeof RULES> = {}) {
    this.rules = { ...RULES, ...rules };
  }

  /** Looks at a moment after the start and gives what is told: `problem halt`. */
  look(afterMs: number, troubles: readonly Trouble[], part: Partial<Observation> = {}): string[] {
    const seen = { nowMs: START + afterMs, troubles, isLookedAt: () => true, news: [], ...part };
    const { book, alerts } = nextAlarms(this.book, seen, this.rules);
    this.book = book;
    this.told.push(...alerts);
    return alerts.map(({ kind, key, isReminder }) => `${isReminder ? 'again ' : ''}${kind} ${key}`);
  }
}

describe('alarms', () => {
  it('tell a trouble once while it lasts, again when the reminder is due, and once when it is over', () => {
    const desk = new Desk();
    assert.deepEqual(desk.look(0, [trouble('halt')]), ['problem halt']);
    for (let at = 2 * MINUTE; at < DAY; at += 2 * MINUTE)
      assert.deepEqual(desk.look(at, [trouble('halt')]), []);
    assert.deepEqual(desk.look(DAY, [trouble('halt')]), ['again problem halt']);
    assert.deepEqual(desk.look(DAY + 2 * MINUTE, []), []);
    assert.deepEqual(desk.look(DAY + 61 * MINUTE, []), []);
    assert.deepEqual(desk.look(DAY + 62 * MINUTE, []), ['recovered halt']);
    assert.deepEqual(desk.look(3 * DAY, []), []);
    assert.deepEqual(desk.book.alarms, []);
    const { sinceMs, untilMs } = desk.told.at(-1)!;
    assert.deepEqual([sinceMs, untilMs], [START, START + DAY + 2 * MINUTE]);
  });

  it('count a trouble that comes and goes within the hour as one', () => {
    const desk = new Desk();
    const told = Array.from({ length: 300 }, (_, i) =>
      desk.look(i * 2 * MINUTE, i % 20 === 0 ? [trouble('job.tick.BROKER_DOWN')] : []),
    );
    assert.deepEqual(told.flat(), ['problem job.tick.BROKER_DOWN']);
  });

  it('tell a trouble that has become worse, and not that it has become better', () => {
    const desk = new Desk();
    assert.deepEqual(desk.look(0, [trouble('disk', 'warning')]), ['warning disk']);
    assert.deepEqual(desk.look(MINUTE, [trouble('disk', 'problem')]), ['problem disk']);
    assert.deepEqual(desk.look(2 * MINUTE, [trouble('disk', 'warning')]), []);
    assert.deepEqual(desk.look(3 * MINUTE, [trouble('disk', 'problem')]), []);
  });

  it('never remind where that is not wanted', () => {
    const desk = new Desk({ remindAfterMs: null as unknown as number });
    desk.look(0, [trouble('halt')]);
    assert.deepEqual(desk.look(90 * DAY, [trouble('halt')]), []);
  });

  it('leave alone what was not looked at', () => {
    const desk = new Desk();
    desk.look(0, [trouble('gate.crypto'), trouble('halt')]);
    const isLookedAt = (key: string) => key === 'halt';
    desk.look(MINUTE, [], { isLookedAt });
    assert.deepEqual(desk.look(3 * HOUR, [], { isLookedAt }), ['recovered halt']);
    assert.deepEqual(desk.look(4 * HOUR, [trouble('gate.crypto')]), []);
  });

  it('hold back what is over the limit of an hour, say so once, and tell it later if it lasts', () => {
    const desk = new Desk({ mostPerHour: 2 });
    const all = ['a', 'b', 'c', 'd'].map(key => trouble(key, key === 'd' ? 'problem' : 'warning'));
    assert.deepEqual(desk.look(0, all), ['problem d', 'warning a', 'held held']);
    assert.deepEqual(desk.look(MINUTE, all), []);
    // "b" goes while it waits, and its end is told no more than its beginning.
    const left = all.filter(({ key }) => key !== 'b');
    assert.deepEqual(desk.look(HOUR, left), ['warning c']);
    assert.deepEqual(desk.look(4 * HOUR, left), []);
  });

  it('tell news once, after troubles', () => {
    const desk = new Desk();
    const bought = news('trade', 'Bought.', START);
    assert.deepEqual(desk.look(0, [trouble('halt')], { news: [bought] }), ['problem halt', 'trade trade']);
    assert.deepEqual(desk.look(MINUTE, [trouble('halt')]), []);
  });

  it('tell a trouble a second time at most when what is known was lost', () => {
    const desk = new Desk();
    desk.look(0, [trouble('halt')]);
    desk.book = EMPTY_BOOK;
    assert.deepEqual(desk.look(MINUTE, [trouble('halt')]), ['problem halt']);
    assert.deepEqual(desk.look(2 * MINUTE, [trouble('halt')]), []);
  });

  it('go on when the clock is set back', () => {
    const desk = new Desk();
    desk.look(30 * DAY, [trouble('halt')]);
    assert.deepEqual(desk.look(0, [trouble('halt'), trouble('disk')]), ['problem disk']);
    assert.deepEqual(desk.look(DAY, [trouble('halt')]), ['again problem halt']);
  });
});

const KEYS = ['halt', 'disk', 'job.tick.BUG', 'silent.cycle'] as const;
const looks = fc.array(
  fc.record({
    waitMinutes: fc.integer({ min: 1, max: 90 }),
    keys: fc.uniqueArray(fc.constantFrom(...KEYS)),
  }),
  { maxLength: 120 },
);

interface Seen {
  readonly waitMinutes: number;
  readonly keys: readonly string[];
}

/** Lets a desk look at all that; `check` is given what each look told. */
function play(
  desk: Desk,
  seen: readonly Seen[],
  check: (told: string[], keys: readonly string[]) => void = () => {},
) {
  let nowMs = 0;
  for (const { waitMinutes, keys } of seen) {
    nowMs += waitMinutes * MINUTE;
    const troubles = keys.map(key => trouble(key));
    check(desk.look(nowMs, troubles), keys);
  }
}

describe('alarms, whatever is seen when', () => {
  it('tell each trouble once until it is over or the reminder is due, and its end once', () => {
    fc.assert(
      fc.property(looks, seen => {
        const desk = new Desk();
        play(desk, seen);
        for (const key of KEYS) assertAlternates(desk.told.filter(alert => alert.key === key));
      }),
      { numRuns: 300 },
    );
  });

  it('tell of every trouble that is seen, at once', () => {
    fc.assert(
      fc.property(looks, seen => {
        const desk = new Desk();
        const open = new Set<string>();
        play(desk, seen, (told, keys) => {
          for (const [kind, key] of told.map(
            word => word.replace('again ', '').split(' ') as [string, string],
          ))
            kind === 'recovered' ? open.delete(key) : open.add(key);
          for (const key of keys) assert.ok(open.has(key), `${key} is not known`);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('do not depend on the order in which troubles are seen', () => {
    const seen = fc.array(
      fc.record({
        key: fc.constantFrom(...KEYS),
        severity: fc.constantFrom<Severity>('warning', 'problem'),
        says: fc.constantFrom('A.', 'B.'),
        todo: fc.constant(null),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        seen.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        fc.integer({ min: 1, max: 5 }),
        ([some, shuffled], mostPerHour) => {
          const [one, other] = [new Desk({ mostPerHour }), new Desk({ mostPerHour })];
          assert.deepEqual(one.look(0, some), other.look(0, shuffled));
          assert.deepEqual(one.book, other.book);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never tell more within an hour than they may, and one that says so', () => {
    fc.assert(
      fc.property(looks, fc.integer({ min: 1, max: 3 }), (seen, mostPerHour) => {
        const desk = new Desk({ mostPerHour, remindAfterMs: 5 * MINUTE });
        play(desk, seen);
        for (const { atMs } of desk.told) {
          const hour = desk.told.filter(alert => alert.atMs >= atMs && alert.atMs < atMs + HOUR);
          assert.ok(hour.filter(({ kind }) => kind !== 'held').length <= mostPerHour);
          assert.ok(hour.filter(({ kind }) => kind === 'held').length <= 1);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Told, reminded no sooner than after a day, over no sooner than an hour after it was last told, told again … */
function assertAlternates(alerts: readonly Alert[]): void {
  let last: Alert | null = null;
  for (const alert of alerts) {
    const isNew = last === null || last.kind === 'recovered';
    if (isNew) assert.ok(alert.kind === 'problem' && !alert.isReminder, 'it begins with the trouble');
    else if (alert.kind === 'problem') {
      assert.ok(alert.isReminder, 'the same trouble twice');
      assert.ok(alert.atMs - last!.atMs >= DAY, 'too early a reminder');
    } else assert.ok(alert.untilMs !== null && alert.atMs - alert.untilMs >= HOUR, 'over too early');
    last = alert;
  }
}
