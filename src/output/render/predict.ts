import type { Forecast, NoForecast } from '../../lib/app/train/forecast.ts';
import { REASONS } from '../../lib/core/reason.ts';
import { decimal, percent, signedPercent, usd } from '../numbers.ts';
import { paint } from '../paint.ts';
import { span, utcMinute } from '../times.ts';
import { facts } from './facts.ts';
import { nextSteps } from './next-step.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** What the current models make of the newest closed bars, with the reasons. */
export function renderPredict(forecasts: readonly (Forecast | NoForecast)[], screen: Screen): string {
  const reasons = forecasts.flatMap(made => ('reason' in made ? [made.reason] : []));
  const blocks = forecasts.map(made => ('reason' in made ? without(made, screen) : withView(made, screen)));
  return page(screen, [...blocks, nextSteps(reasons, screen)]);
}

const without = ({ symbol, reason }: NoForecast, { width }: Screen): string =>
  wrap(`${symbol}  no forecast: ${reason}, ${REASONS[reason]}.`, width, 2);

function withView(forecast: Forecast, screen: Screen): string {
  const { symbol, action, confidence } = forecast;
  const head = `${symbol}  ${action}, confidence ${percent(confidence)}`;
  return `${paint(screen, 'bold', head)}\n${facts(details(forecast), { width: screen.width, indent: 2 })}`;
}

function details(forecast: Forecast) {
  const { probabilityUp, interval, breakEven, expectedMove, cost, price, model, topFeatures } = forecast;
  const features = topFeatures.map(
    ({ feature, value, effect }) => `${feature} ${decimal(value, 3)} (${signedPercent(effect)})`,
  );
  return [
    ['A bet pays', `${percent(probabilityUp)}, break-even ${percent(breakEven)}`],
    ['Left open', `${percent(interval[0])} to ${percent(interval[1])} (Venn-Abers)`],
    ['Expected move', `${signedPercent(expectedMove, 2)} before a round-trip cost of ${percent(cost, 2)}`],
    ['Price', `${usd(price)}, bar closed ${utcMinute(Date.parse(forecast.barCloseAt))}`],
    ['Model', `${model.name}, newest sample ${span(model.ageMs)} old`],
    ['Moved most by', features.join(', ')],
  ] as const;
}
