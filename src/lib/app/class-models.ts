import type { AssetClass } from '../core/instrument.ts';
import { type ModelDetail, type ModelSummary, modelFiles } from './models.ts';
import type { Reading } from './reading.ts';
import { usedClasses } from './settings.ts';

/** A model file that can be used. */
export interface UsableModel extends Omit<ModelSummary, 'current'> {
  readonly detail: ModelDetail;
}

/** The model files of one asset class that can be used, without those of its experts. */
export interface ClassModels {
  readonly assetClass: AssetClass;
  /** The model in use; null when there is none, or none that can be used. */
  readonly champion: UsableModel | null;
  /** Why the model in use cannot be used; null where there is none or all is well. */
  readonly trouble: string | null;
  /** All, newest first. */
  readonly models: readonly UsableModel[];
}

/** Models by asset class, a member for each class that is configured. */
export async function classModels(home: Reading): Promise<ClassModels[]> {
  const [listed, current] = await Promise.all([modelFiles(home), home.currentModels()]);
  const usable = listed.filter(isUsable);
  return usedClasses(home.config).map(assetClass => {
    const models = usable.filter(({ detail }) => detail.assetClass === assetClass && detail.variant === null);
    const found = current.of(assetClass);
    const name = found.kind === 'model' ? found.model.document.name : null;
    return {
      assetClass,
      champion: models.find(model => model.name === name) ?? null,
      trouble: found.kind === 'invalid' ? found.error.message : null,
      models,
    };
  });
}

const isUsable = (model: Omit<ModelSummary, 'current'>): model is UsableModel => model.detail !== null;
