import type { Random } from '../../../src/lib/core/random.ts';
import type { TimedEntry } from '../../../src/lib/journal/entry.ts';
import { isEntry } from '../../../src/lib/journal/entry.ts';
import type { Looks } from './asked.ts';
import { type Check, kept } from './check.ts';

/** `hive journal verify`: chain, order and money. */
export async function journalVerifies(looks: Looks): Promise<Check> {
  const { code, data, said } = await looks.ask<{ records: number; trades: number; faults: string[] }>(
    'journal',
    'verify',
  );
  const broken = code === 0 ? (data?.faults ?? []) : [`exit code ${code}: ${said}`, ...(data?.faults ?? [])];
  return kept('journal verify', `${data?.records} records, ${data?.trades} trades`, broken);
}

interface AuditData {
  readonly audit: {
    readonly differences: readonly {
      readonly what: string;
      readonly journal: string;
      readonly other: string;
    }[];
    readonly pending: readonly unknown[];
    readonly findings: readonly { readonly compared: number }[];
  } | null;
}

/** `hive trade audit`: every order, fill, coin and cent against the broker's books. */
export async function auditAgrees(looks: Looks): Promise<Check> {
  const { code, data, said } = await looks.ask<AuditData>('trade', 'audit');
  const audit = data?.audit ?? null;
  const compared = audit?.findings.reduce((sum, finding) => sum + finding.compared, 0) ?? 0;
  const broken = [
    ...(code === 0 ? [] : [`exit code ${code}: ${said}`]),
    ...(audit ? [] : ['there was nothing to compare']),
    ...(audit?.pending ?? []).map(pending => `not decided: ${JSON.stringify(pending)}`),
    ...(audit?.differences ?? []).map(({ what, journal, other }) => `${what}: ${journal}, broker ${other}`),
  ];
  return kept('trade audit', `${compared} things compared with the broker`, broken);
}

interface BookData {
  readonly profit: number;
  readonly realised: number;
  readonly unrealised: number;
}

/** `hive positions` and `hive trades`: profit is realised and unrealised, and the realised is that of the trades. */
export async function profitAddsUp(looks: Looks): Promise<Check> {
  const { data } = await looks.ask<{ account: { main: BookData } | null }>('positions');
  const trades = await looks.ask<{ totals: { realised: string } }>('trades');
  const main = data?.account?.main;
  if (!main || !trades.data) return kept('profit', 'no account', ['there is no account']);
  const cents = (dollars: number) => Math.round(dollars * 100);
  const broken: string[] = [];
  if (cents(main.profit) !== cents(main.realised) + cents(main.unrealised))
    broken.push(`profit ${main.profit} is not ${main.realised} and ${main.unrealised}`);
  if (cents(main.realised) !== cents(Number(trades.data.totals.realised)))
    broken.push(`realised ${main.realised}, by trades ${trades.data.totals.realised}`);
  return kept('profit', `${main.profit} dollars: ${main.realised} realised`, broken);
}

interface ReplayData {
  readonly replays: readonly { readonly differences: readonly unknown[] }[];
}

/** `hive trade replay`: decisions at random, made again bit for bit. A model that was pruned since cannot be asked. */
export async function decisionsReplay(
  looks: Looks,
  { entries, random, count }: { entries: readonly TimedEntry[]; random: Random; count: number },
): Promise<Check> {
  const ids = entries.flatMap(entry => (isEntry(entry, 'DECISION') ? [entry.data.id] : []));
  const broken: string[] = [];
  const ends = { equal: 0, gone: 0 };
  for (let n = 0; n < count && ids.length > 0; n++) {
    const id = ids[Math.floor(random() * ids.length)]!;
    const { code, data, said } = await looks.ask<ReplayData>('trade', 'replay', id);
    const isEqual = code === 0 && data?.replays.every(({ differences }) => differences.length === 0);
    if (isEqual) ends.equal++;
    else if (code === 4 && /model/.test(said)) ends.gone++;
    else broken.push(`${id}: exit code ${code} ${said} ${JSON.stringify(data?.replays[0]?.differences)}`);
  }
  if (ends.equal === 0 && broken.length === 0) broken.push('no decision could be made again');
  return kept('replays', `${ends.equal} equal to the last bit, ${ends.gone} of models that are gone`, broken);
}

interface RewardData {
  readonly rewards: {
    readonly newest: readonly { symbol: string; openedAt: string; closedAt: string; net: number }[];
  } | null;
}

/** `hive learn status`: what each trip taught is what its fills moved, and every number is one. */
export async function learningIsSane(looks: Looks, entries: readonly TimedEntry[]): Promise<Check> {
  const { code, data, said } = await looks.ask<RewardData>('learn', 'status');
  if (code !== 0 || !data) return kept('learning', 'nothing', [`exit code ${code}: ${said}`]);
  const fills = entries.flatMap(entry => (isEntry(entry, 'FILL') ? [entry.data] : []));
  const trips = data.rewards?.newest ?? [];
  const broken = trips.flatMap(({ symbol, openedAt, closedAt, net }) => {
    const own = fills.filter(fill => fill.symbol === symbol && fill.at >= openedAt && fill.at <= closedAt);
    const moved = own.reduce((sum, { cash }) => sum + Math.round(Number(cash) * 100), 0) / 100;
    return Math.abs(moved - net) < 0.005 ? [] : [`${symbol} of ${openedAt}: reward ${net}, fills ${moved}`];
  });
  return kept('learning', `${trips.length} newest rewards are the money of their fills`, [
    ...broken,
    ...holes(data),
  ]);
}

/** JSON has null for what is no number; members that may be null are not of these. */
const holes = (data: unknown): string[] =>
  JSON.stringify(data).includes('"lnMoney":null') ? ['a wealth is no number'] : [];
