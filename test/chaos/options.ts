import { parseArgs } from 'node:util';
import type { CampaignOptions } from './campaign.ts';
import type { Crash } from './crash-plan.ts';
import type { BrokerName, RunId } from './run-id.ts';

export type Command =
  | { readonly kind: 'campaign'; readonly options: CampaignOptions; readonly workers: number }
  | { readonly kind: 'replay'; readonly id: RunId };

const BROKERS: readonly BrokerName[] = ['embedded', 'alpaca'];

/** @throws RangeError saying which option is wrong. */
export function readOptions(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '1' },
      from: { type: 'string', default: '1' },
      ticks: { type: 'string', default: '4' },
      workers: { type: 'string', default: '2' },
      share: { type: 'string', default: '1' },
      broker: { type: 'string', default: 'both' },
      seed: { type: 'string' },
      fault: { type: 'string', default: 'none' },
      crash: { type: 'string', default: 'none' },
    },
  });
  const ticks = whole('ticks', values.ticks);
  const brokers = brokersOf(values.broker);
  if (values.seed === undefined) {
    const [from, seeds, share] = (['from', 'seeds', 'share'] as const).map(name => whole(name, values[name]));
    const options = { from: from!, seeds: seeds!, ticks, brokers, share: share! };
    return { kind: 'campaign', options, workers: whole('workers', values.workers) };
  }
  const [broker] = brokers;
  const { fault } = values;
  return {
    kind: 'replay',
    id: { seed: whole('seed', values.seed), ticks, broker: broker!, fault, crash: crashOf(values.crash) },
  };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new RangeError(`--${name} ${text} is not a whole number above 0`);
  return Number(text);
}

const crashOf = (text: string): Crash => (text === 'none' || text === 'often' ? text : whole('crash', text));

function brokersOf(text: string): readonly BrokerName[] {
  if (text === 'both') return BROKERS;
  const broker = BROKERS.find(name => name === text);
  if (!broker) throw new RangeError(`--broker ${text} is not one of ${BROKERS.join(', ')}, both`);
  return [broker];
}
