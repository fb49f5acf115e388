const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** Hours of the New York Stock Exchange, minutes of the local day. */
const [OPENS, CLOSES] = [9 * 60 + 30, 16 * 60];

/** The American stock market by its clock; holidays are not counted. */
export interface NewYork {
  /** `07:00:30` there. */
  readonly time: string;
  readonly isOpen: boolean;
  /** When it opens, or closes, next: UTC epoch milliseconds. */
  readonly changesAtMs: number;
}

const writer = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
});

/** The local clock as if it were UTC: local midnight is a multiple of a day. */
function localMs(utcMs: number): number {
  const parts = new Map(writer.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type)!;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/** The moment at which the local clock shows `wanted`; summer time may begin or end on the way. */
function utcOf(wanted: number, nearMs: number): number {
  const guess = nearMs + (wanted - localMs(nearMs));
  return guess + (wanted - localMs(guess));
}

const isWeekend = (local: number): boolean => [0, 6].includes(new Date(local).getUTCDay());

export function newYork(nowMs: number): NewYork {
  const wholeMs = Math.floor(nowMs / 1_000) * 1_000;
  const local = localMs(wholeMs);
  const midnight = Math.floor(local / DAY_MS) * DAY_MS;
  const minutes = (local - midnight) / MINUTE_MS;
  const isOpen = !isWeekend(local) && minutes >= OPENS && minutes < CLOSES;
  let day = midnight;
  if (!isOpen && (minutes >= OPENS || isWeekend(day))) day += DAY_MS;
  while (isWeekend(day)) day += DAY_MS;
  const changes = isOpen ? midnight + CLOSES * MINUTE_MS : day + OPENS * MINUTE_MS;
  return {
    time: new Date(local).toISOString().slice(11, 19),
    isOpen,
    changesAtMs: utcOf(changes, wholeMs),
  };
}
