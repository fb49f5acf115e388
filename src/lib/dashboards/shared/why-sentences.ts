import { percent } from '../../../output/numbers.ts';
import type { schema } from '../../app/schemas/trade-why.ts';
import { confidenceText } from './decision-words.ts';
import type { DataOf } from './state.ts';

/** What a tick did with one symbol, as `hive trade why` tells it. */
export type ToldSymbol = DataOf<typeof schema>['symbols'][number];

/** What led to it, a sentence for each step. */
export function whySentences(told: ToldSymbol): readonly string[] {
  const { decision, rule, limit, value, order, control } = told;
  const steps: readonly (string | null | undefined)[] = [
    decision && decidedText(decision),
    rule && `The rule ${rule} refused it: ${value ?? 'a value'} against a limit of ${limit ?? 'none'}.`,
    order && `It ordered to ${order.intent.side} ${order.intent.symbol}.`,
    ...(order?.events.map(({ at, text }) => `${at.slice(11, 19)}Z ${text}.`) ?? []),
    control && `The control arm ${control.traded ? 'traded' : 'did not trade'}: ${control.action}.`,
  ];
  return steps.filter(text => typeof text === 'string');
}

function decidedText({ data, now }: NonNullable<ToldSymbol['decision']>): string {
  const { action, confidence, probabilityUp } = data.signal;
  const paid = probabilityUp === null ? '' : `; the probability that it pays is ${percent(probabilityUp)}`;
  const who = now ? 'The strategy' : 'At an earlier tick the strategy';
  const against = confidenceText({ confidence, threshold: data.threshold });
  return `${who} ${data.strategy} said ${action}: the confidence ${against}${paid}.`;
}
