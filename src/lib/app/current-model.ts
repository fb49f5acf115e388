import { HiveError } from '../core/errors.ts';
import type { AssetClass } from '../core/instrument.ts';
import type { LoadedModel } from '../learning/loaded-model.ts';
import type { ModelStore } from '../store/ports.ts';

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

  of(assetClass: AssetClass): CurrentModel {
    try {
      const name = this.#dir.currentName(assetClass);
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
