import { dataError, HiveError } from '../../core/errors.ts';
import type { DecisionData } from '../../journal/entry.ts';
import type { LoadedModel } from '../../learning/loaded-model.ts';
import type { TickSettings } from '../../tick/settings.ts';
import type { View } from '../../trading/strategy.ts';
import type { Adapters } from '../adapters.ts';
import { controlStrategy, tradingControlStrategy } from '../tick/control-strategy.ts';
import { forestView } from '../tick/forest-view.ts';
import { learnedView } from '../tick/learned-view.ts';
import type { FoundDecision } from './find-decisions.ts';

/**
 * What the strategy says when it is asked again, on the features that the journal kept and what had been learned then.
 * @throws HiveError (data): MODEL_GONE, MODEL_DIFFERS or MODEL_INVALID; CANNOT_REPLAY for a strategy that is not known.
 */
export async function recomputedView(
  adapters: Adapters,
  settings: TickSettings,
  { data, state }: Pick<FoundDecision, 'data' | 'state'>,
): Promise<View> {
  const { symbol, epoch, inputs, book } = data;
  if (book === 'control') return controlStrategy(settings.seed).look(symbol, { nowMs: inputs.atMs, epoch });
  const said = await ownView(adapters, settings, data);
  return learnedView(said, settings, { learning: state.learning, nowMs: inputs.atMs });
}

/** What the strategy of the account says by itself. */
async function ownView(adapters: Adapters, settings: TickSettings, data: DecisionData): Promise<View> {
  const { symbol, epoch, inputs } = data;
  const moment = { nowMs: inputs.atMs, epoch };
  if (settings.strategyId === 'control') return tradingControlStrategy(settings.seed).look(symbol, moment);
  return forestView(await modelOf(adapters, data), rowOf(data), settings.threshold);
}

function rowOf(data: DecisionData) {
  const { symbol, features, barCloseAt, inputs, barriers } = data;
  if (features === null || barCloseAt === null || inputs.lastClose === null) throw cannotReplay(data);
  return {
    symbol,
    features: Float64Array.from(features),
    barCloseMs: Date.parse(barCloseAt),
    lastClose: inputs.lastClose,
    widths: barriers,
  };
}

async function modelOf(adapters: Adapters, data: DecisionData): Promise<LoadedModel> {
  if (data.model === null) throw cannotReplay(data);
  const { name, hash } = data.model;
  const json = await modelFile(adapters, data.id, name);
  const model = (await adapters.parser())(json);
  if (model.document.hash === hash) return model;
  throw dataError({
    code: 'MODEL_DIFFERS',
    message: `Decision ${data.id} was made by model ${name} with hash ${hash}; the file has ${model.document.hash}.`,
    next: 'Bring the file of then back from a backup.',
  });
}

async function modelFile(adapters: Adapters, id: string, name: string): Promise<unknown> {
  try {
    return (await adapters.models()).read(name);
  } catch (error) {
    if (!(error instanceof HiveError) || error.code !== 'MODEL_MISSING') throw error;
    throw dataError({
      code: 'MODEL_GONE',
      message: `Decision ${id} was made by model ${name}, which is no longer in ${adapters.paths.models}.`,
      next: 'Bring the file back from a backup; learning.keepModels says how many are kept.',
      cause: error,
    });
  }
}

const cannotReplay = ({ id, strategy }: DecisionData) =>
  dataError({
    code: 'CANNOT_REPLAY',
    message: `Decision ${id} of strategy ${strategy} keeps no features or model to ask again.`,
    next: 'Another hive wrote it; replay it with that one.',
  });
