import { isoTime } from '../../core/clock.ts';
import { DAY_MS, HOUR_MS } from '../../core/interval.ts';
import { newYorkOffsetMs } from '../../market/new-york-time.ts';
import { type Session, session, startOfDay } from '../../market/sessions.ts';
import { ASSETS, findAsset } from '../assets.ts';
import type { Desk } from '../desk.ts';
import { notFound, ok, type Reply, type SandboxRequest } from '../exchange.ts';
import { assetView } from '../views/asset-view.ts';

/** `2025-06-24T14:15:22-04:00`, the clock's own form. */
function newYorkTime(timeMs: number): string {
  const offset = newYorkOffsetMs(timeMs);
  return `${isoTime(timeMs - offset).slice(0, -1)}-0${offset / HOUR_MS}:00`;
}

function nextSession(fromMs: number, isNext: (hours: Session) => boolean): Session {
  for (let day = startOfDay(fromMs); ; day += DAY_MS) {
    const hours = session(day);
    if (hours && isNext(hours)) return hours;
  }
}

/** The clock of the stock exchange: shut at night and at weekends, while coins trade on. */
export function getClock({ nowMs }: Desk): Reply {
  const closing = nextSession(nowMs, ({ closeMs }) => closeMs > nowMs);
  const opening = nextSession(nowMs, ({ openMs }) => openMs > nowMs);
  return ok({
    timestamp: newYorkTime(nowMs),
    is_open: closing.openMs <= nowMs,
    next_open: newYorkTime(opening.openMs),
    next_close: newYorkTime(closing.closeMs),
  });
}

/** Without `asset_class` the list is of stocks, of which the sandbox trades none. */
export function getAssets({ query }: SandboxRequest): Reply {
  const isListed = query.get('asset_class') === 'crypto' && (query.get('status') ?? 'active') === 'active';
  return ok(isListed ? ASSETS.map(assetView) : []);
}

export function getAsset(name: string): Reply {
  const asset = findAsset(name);
  return asset ? ok(assetView(asset)) : notFound(`asset not found for ${name}`);
}
