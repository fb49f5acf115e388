import { HiveError } from '../core/errors.ts';
import { ASSET_CLASSES, type AssetClass } from '../core/instrument.ts';
import type { LoadedModel } from '../learning/loaded-model.ts';
import type { ModelSlot, ModelStore } from '../store/ports.ts';

/** The model of a slot that is in use: for a class one that was pinned by hand comes before its newest. */
export const nameInUse = (dir: Pick<ModelStore, 'currentName'>, slot: ModelSlot): string | null =>
  (isClass(slot) ? dir.currentName(`${slot}/${PINNED}`) : null) ?? dir.currentName(slot);

/** Slot of a class's model that a person chose. */
export const PINNED = 'pinned';

const isClass = (slot: ModelSlot): slot is AssetClass => ASSET_CLASSES.some(known => known === slot);

/** A class's current model, or why there is none that may be used. */
export type CurrentModel =
  | { readonly kind: 'model'; readonly model: LoadedModel }
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly error: HiveError };

export type ParseModel = (json: unknown) => LoadedModel;

/** Reads the current models, each at most once as long as its name stays the same. */
export class CurrentModels {
  readonly #dir: ModelStore;
  readonly #parse: ParseModel;
  readonly #loaded = new Map<string, LoadedModel>();

  constructor(dir: ModelStore, parse: ParseModel) {
    this.#dir = dir;
    this.#parse = parse;
  }

  of(slot: ModelSlot): CurrentModel {
    try {
      const name = nameInUse(this.#dir, slot);
      return name === null ? { kind: 'none' } : { kind: 'model', model: this.#load(name) };
    } catch (error) {
      if (error instanceof HiveError) return { kind: 'invalid', error };
      throw error;
    }
  }

  /** A model's name ends in its own hash, so that a name always means the same model. */
  #load(name: string): LoadedModel {
    const known = this.#loaded.get(name);
    if (known) return known;
    const model = this.#parse(this.#dir.read(name));
    this.#loaded.set(name, model);
    return model;
  }
}
