import { dataError } from '../../core/errors.ts';
import type { AssetClass } from '../../core/instrument.ts';
import { entry } from '../../journal/entry.ts';
import type { ModelStore } from '../../store/ports.ts';
import type { Adapters } from '../adapters.ts';
import { nameInUse, PINNED } from '../current-model.ts';
import { journalIfFree, notJournalled } from '../journal-if-free.ts';
import { listModels, showModel } from '../models.ts';
import { makeStateFolder } from '../private-folders.ts';
import { withLock } from '../with-lock.ts';

/** What a person did to the model of a class. */
export interface ModelChoice {
  readonly assetClass: AssetClass;
  readonly action: 'promote' | 'rollback';
  /** The model in use from here on, and the one before. */
  readonly model: string;
  readonly before: string | null;
  /** Whether it stays until a rollback, whatever is trained. */
  readonly pinned: boolean;
  readonly reason: string;
  /** False when a tick held the lock, or the journal has not begun or is in trouble. */
  readonly journalled: boolean;
}

/**
 * Puts a model in the place of its class's newest, until a rollback. Limits, gate and the rule of confidence stay.
 * @throws HiveError (data): MODEL_MISSING, MODEL_INVALID, EXPERT_MODEL; (busy) while a training runs.
 */
export function promoteModel(
  adapters: Adapters,
  { name, reason }: { readonly name: string; readonly reason: string },
): Promise<ModelChoice> {
  return changing(adapters, async models => {
    const { detail } = await showModel(adapters, name);
    if (!detail || detail.variant !== null) throw expertModel(name);
    const { assetClass } = detail;
    const before = nameInUse(models, assetClass);
    models.makeCurrent(`${assetClass}/${PINNED}`, name);
    return { assetClass, action: 'promote' as const, model: name, before, pinned: true, reason };
  });
}

/**
 * Takes a choice back: the newest model is used again. Where none was chosen, the model before the newest is.
 * @throws HiveError (data): NO_MODEL_BEFORE; (busy) while a training runs.
 */
export function rollbackModel(
  adapters: Adapters,
  { assetClass, reason }: { readonly assetClass: AssetClass; readonly reason: string },
): Promise<ModelChoice> {
  return changing(adapters, async models => {
    const before = nameInUse(models, assetClass);
    const slot = `${assetClass}/${PINNED}` as const;
    const newest = models.currentName(assetClass);
    const wasPinned = models.currentName(slot) !== null;
    if (wasPinned && newest !== null) {
      models.clearCurrent(slot);
      return { assetClass, action: 'rollback' as const, model: newest, before, pinned: false, reason };
    }
    const model = await modelBefore(adapters, assetClass, before);
    models.makeCurrent(slot, model);
    return { assetClass, action: 'rollback' as const, model, before, pinned: true, reason };
  });
}

async function modelBefore(adapters: Adapters, assetClass: AssetClass, name: string | null): Promise<string> {
  const own = (await listModels(adapters)).filter(
    ({ detail }) => detail?.assetClass === assetClass && detail.variant === null,
  );
  const at = own.findIndex(model => model.name === name);
  const earlier = at < 0 ? undefined : own[at + 1];
  if (earlier) return earlier.name;
  throw dataError({
    code: 'NO_MODEL_BEFORE',
    message: `There is no model of ${assetClass} before ${name ?? 'the first'}.`,
    next: 'See those there are: hive models list',
  });
}

async function changing(
  adapters: Adapters,
  change: (models: ModelStore) => Promise<Omit<ModelChoice, 'journalled'>>,
): Promise<ModelChoice> {
  makeStateFolder(adapters.paths);
  const choice = await withLock(adapters.paths.trainLock, 'training cycle', async () =>
    change(await adapters.models()),
  );
  const { assetClass, action, model, reason } = choice;
  const record = entry('OVERRIDE', { assetClass, action, model, reason });
  return { ...choice, journalled: await journalIfFree(adapters, record).catch(notJournalled) };
}

const expertModel = (name: string) =>
  dataError({
    code: 'EXPERT_MODEL',
    message: `${name} is one of the experts beside the model of its class, and cannot take its place.`,
    next: 'See the models of a class: hive models list',
  });
