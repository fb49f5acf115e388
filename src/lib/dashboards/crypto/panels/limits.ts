import { percent, usd } from '../../../../output/numbers.ts';
import { tickFreshness } from '../../shared/freshness.ts';
import { type Limit, limitLevel, limitText } from '../../shared/limit-words.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { badge } from '../../shared/parts/badge.ts';
import { meter } from '../../shared/parts/meter.ts';
import { panel } from '../../shared/parts/panel.ts';
import { prose } from '../../shared/prose.ts';
import type { LiveFeed, PageState } from '../../shared/state.ts';

/** What is at stake against each limit, and whether orders may be sent at all. */
export function limitsPanel(state: PageState): ViewNode {
  const { limits: all, exposure, exposureShare, halted, armed } = state.feed.limits;
  const metered = all.filter(({ used, share }) => used !== null && share !== null);
  const rest = all.filter(limit => !metered.includes(limit));
  return panel(
    {
      ...{ id: 'limits', title: 'Exposure and limits', state, className: 'limits' },
      ...{ at: state.feed.status.lastTick?.at ?? null, freshness: tickFreshness(state) },
      ...{ command: 'hive status', url: '/api/crypto/limits' },
    },
    h(
      'ul',
      { class: 'switches' },
      h('li', {}, h('span', { class: 'name' }, 'Kill switch'), ' ', killSwitch(halted)),
      h('li', {}, h('span', { class: 'name' }, 'Real money'), ' ', arming(armed)),
    ),
    h(
      'div',
      { class: 'meters' },
      meter({
        share: exposureShare,
        label: 'Exposure',
        text: `${usd(exposure)}, ${percent(exposureShare)} of equity`,
      }),
      metered.map(limit =>
        meter({
          ...{ share: limit.share, label: limit.name, text: limitText(limit) },
          level: limitLevel(limit) ?? 'plain',
        }),
      ),
    ),
    h('dl', { class: 'bounds' }, rest.map(bound)),
  );
}

const killSwitch = (halted: string | null): Child =>
  halted === null ? badge('ok', 'off: orders may be sent') : [badge('problem', 'HALTED'), ' ', prose(halted)];

function arming({ needed, until, withoutEvidence, says }: LiveFeed['limits']['armed']): Child {
  if (!needed) return says;
  if (until === null) return [badge('warning', 'NOT ARMED'), ' ', prose(says)];
  return [badge(withoutEvidence ? 'warning' : 'ok', 'ARMED'), ' ', prose(says)];
}

const bound = (limit: Limit): ViewNode =>
  h(
    'div',
    { key: limit.id },
    h('dt', {}, limit.name),
    h(
      'dd',
      { class: 'figure' },
      limitText(limit),
      limitLevel(limit) === 'problem' && [' ', badge('problem', 'broken')],
    ),
  );
