import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../core/canonical-json.ts';
import { dataError, HiveError } from '../../core/errors.ts';
import { ASSET_CLASSES, type AssetClass } from '../../core/instrument.ts';
import type { ModelFile, ModelSlot, ModelStore } from '../ports.ts';
import { fsyncFolder, systemCode } from '../private-files.ts';
import { atomicWrite } from './atomic-write.ts';
import { MAX_JSON_BYTES, readJsonFile, TRAIN_AGAIN } from './read-json-file.ts';

const MODEL_NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const EXTENSION = '.json';
/** The pointer file's name, which no model may have. */
const POINTER = 'current';

/** A class, or a class and a name: `crypto`, `crypto/forest-long`. */
const SLOT = new RegExp(`^(${ASSET_CLASSES.join('|')})(/[a-z][a-z0-9-]{0,19})?$`);

type Pointer = Readonly<Record<string, string>>;

/**
 * The models folder: `<name>.json` a model, and `current.json` that names each class's current one.
 * It knows nothing of what is in a model: reading gives unknown JSON, to be parsed strictly.
 * Names match `[a-z0-9][a-z0-9_-]{0,63}`; those of a class start with the class, `crypto-…`.
 */
export class ModelDir implements ModelStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Writes a model as canonical JSON, whole or not at all.
   * @throws HiveError (data): BAD_MODEL_NAME, MODEL_TOO_LARGE, DISK_FULL or WRITE_FAILED.
   */
  write(name: string, json: unknown): void {
    const text = `${canonicalJson(json)}\n`;
    if (Buffer.byteLength(text) > MAX_JSON_BYTES) throw tooLarge(name);
    atomicWrite(this.#path(name), text);
  }

  /** @throws HiveError (data): BAD_MODEL_NAME, MODEL_MISSING or MODEL_UNREADABLE. */
  read(name: string): unknown {
    const json = readJsonFile(this.#path(name));
    if (json === undefined) throw missing(name, this.#folder);
    return json;
  }

  /**
   * Makes an existing model its class's current one. Only the holder of the training lock may. A pointer file
   * that cannot be read is replaced: it names no current model of any class.
   */
  makeCurrent(slot: ModelSlot, name: string): void {
    if (!lstatSync(this.#path(name), { throwIfNoEntry: false })) throw missing(name, this.#folder);
    this.#point({ ...this.#readablePointer(), [slot]: name });
  }

  /** Nothing happens where the slot has none. Only the holder of the training lock may. */
  clearCurrent(slot: ModelSlot): void {
    const { [slot]: gone, ...others } = this.#readablePointer();
    if (gone !== undefined) this.#point(others);
  }

  #point(pointer: Pointer): void {
    atomicWrite(this.#pointerPath(), `${canonicalJson(pointer)}\n`);
  }

  /** Name of the current model of a slot; null before the first. @throws HiveError (data, MODEL_UNREADABLE). */
  currentName(slot: ModelSlot): string | null {
    const pointer = this.#pointer();
    return Object.hasOwn(pointer, slot) ? pointer[slot]! : null;
  }

  /** The class's current model; null before the first. @throws HiveError (data) as `read` does. */
  readCurrent(assetClass: AssetClass): { name: string; json: unknown } | null {
    const name = this.currentName(assetClass);
    return name === null ? null : { name, json: this.read(name) };
  }

  /** Newest first. Empty when there is no folder. */
  list(): ModelFile[] {
    return this.#names()
      .map(name => this.#entry(name))
      .sort((a, b) => b.writtenMs - a.writtenMs || (a.name < b.name ? 1 : -1));
  }

  /** Removes all but the newest `keep` models of such names and the current ones. @returns the removed names. */
  prune(prefix: string, keep: number): string[] {
    const current = new Set(Object.values(this.#pointer()));
    const removed = this.list()
      .map(entry => entry.name)
      .filter(name => name.startsWith(`${prefix}-`))
      .slice(keep)
      .filter(name => !current.has(name) && !lstatSync(this.#path(name)).isDirectory());
    for (const name of removed) rmSync(this.#path(name), { force: true });
    if (removed.length > 0) fsyncFolder(this.#folder);
    return removed;
  }

  #path(name: string): string {
    if (!isModelName(name)) throw badName(name);
    return join(this.#folder, name + EXTENSION);
  }

  #pointerPath(): string {
    return join(this.#folder, POINTER + EXTENSION);
  }

  #pointer(): Pointer {
    const pointer = readJsonFile(this.#pointerPath());
    if (pointer === undefined) return {};
    if (isPointer(pointer)) return pointer;
    throw dataError({
      code: 'MODEL_UNREADABLE',
      message: `${this.#pointerPath()} does not name one model a class or expert.`,
      next: TRAIN_AGAIN,
    });
  }

  #readablePointer(): Pointer {
    try {
      return this.#pointer();
    } catch (error) {
      if (error instanceof HiveError) return {};
      throw error;
    }
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder)
        .filter(file => file.endsWith(EXTENSION))
        .map(file => file.slice(0, -EXTENSION.length))
        .filter(isModelName);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  #entry(name: string): ModelFile {
    const { size, mtimeMs } = lstatSync(this.#path(name));
    return { name, bytes: size, writtenMs: mtimeMs };
  }
}

const isModelName = (name: string): boolean => MODEL_NAME.test(name) && name !== POINTER;

function isPointer(value: unknown): value is Pointer {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([slot, name]) => SLOT.test(slot) && typeof name === 'string' && isModelName(name),
  );
}

const badName = (name: string) =>
  dataError({
    code: 'BAD_MODEL_NAME',
    message: `${JSON.stringify(name)} cannot be the name of a model.`,
    next: 'Use lower-case letters, digits, - and _, at most 64; "hive models list" shows the names there are.',
  });

const missing = (name: string, folder: string) =>
  dataError({
    code: 'MODEL_MISSING',
    message: `There is no model "${name}" in ${folder}.`,
    next: '"hive models list" shows the models there are.',
  });

const tooLarge = (name: string) =>
  dataError({
    code: 'MODEL_TOO_LARGE',
    message: `The model "${name}" has more than ${MAX_JSON_BYTES} bytes.`,
    next: 'Train with fewer trees or a larger minimum leaf.',
  });
