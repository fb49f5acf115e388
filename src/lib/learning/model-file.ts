import { canonicalJson } from '../core/canonical-json.ts';
import { dataError, type HiveError } from '../core/errors.ts';
import { sha256 } from '../core/hash.ts';
import type { FeatureSet } from '../features/feature-set.ts';
import type { Learner } from './learner.ts';
import { type LoadedModel, loadedModel } from './loaded-model.ts';
import { type ModelBody, type ModelDocument, modelDocumentSchema } from './model-schema.ts';

/** Longest model file that is read, in characters; the largest settings stay far below. */
const MAX_LENGTH = 64_000_000;
/** Deepest nesting that is read, for a learner that nests its trees. */
const MAX_DEPTH = 200;
/** Keys that would reach an object's prototype in careless code. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Adds hash and name to a body. Equal bodies give equal documents. */
export function sealModel(body: ModelBody): ModelDocument {
  const hash = sha256(canonicalJson(body));
  return { ...body, hash, name: modelName(body, hash) };
}

/**
 * `crypto-20261122t0000-1a2b3c4d`: class, newest training moment, first 8 digits of the hash; an expert's begins
 * `crypto_forest-long-`.
 */
function modelName({ assetClass, variant, trainedTo }: ModelBody, hash: string): string {
  const minute = trainedTo.slice(0, 16).replaceAll(/[-:]/g, '').toLowerCase();
  return `${assetClass}${variant === undefined ? '' : `_${variant}`}-${minute}-${hash.slice(0, 8)}`;
}

export interface ParseOptions {
  /** Learners that may restore a model, by their id. */
  readonly learners: readonly Learner[];
  /** The features this program computes; a model of others is refused. */
  readonly featureSet: Pick<FeatureSet, 'id' | 'hash' | 'names'>;
}

/**
 * Reads a model file strictly: `input` is its text or the value it parses to.
 * @throws HiveError (data, MODEL_INVALID) naming the first thing that is wrong.
 */
export function parseModel(input: unknown, options: ParseOptions): LoadedModel {
  const value = typeof input === 'string' ? parseText(input) : input;
  refuseForbiddenKeys(value);
  const parsed = modelDocumentSchema.safeParse(value);
  if (!parsed.success) throw invalid(describeIssue(parsed.error.issues[0]));
  const document = parsed.data;
  checkSeal(document);
  checkFeatures(document, options.featureSet);
  const learner = options.learners.find(({ id }) => id === document.learner);
  if (!learner) throw invalid(`its learner "${document.learner}" is not one of ${learnerIds(options)}`);
  return loadedModel(document, learner);
}

const learnerIds = ({ learners }: ParseOptions): string => learners.map(({ id }) => id).join(', ');

function parseText(text: string): unknown {
  if (text.length > MAX_LENGTH) throw invalid(`it has ${text.length} characters, more than ${MAX_LENGTH}`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(`it is not JSON (${cause instanceof Error ? cause.message : String(cause)})`);
  }
}

/** Also bounds the depth, so that recursive code behind this check cannot run out of stack. */
function refuseForbiddenKeys(value: unknown): void {
  const pending = [{ item: value, depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { item, depth } = next;
    if (typeof item !== 'object' || item === null) continue;
    if (depth > MAX_DEPTH) throw invalid(`it is nested more than ${MAX_DEPTH} levels deep`);
    const bad = Object.keys(item).find(key => FORBIDDEN_KEYS.has(key));
    if (bad !== undefined) throw invalid(`it has a key "${bad}"`);
    for (const member of Object.values(item)) pending.push({ item: member, depth: depth + 1 });
  }
}

function describeIssue(
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
) {
  const place = issue && issue.path.length > 0 ? `"${issue.path.map(String).join('.')}": ` : '';
  return `${place}${issue?.message ?? 'it is not a model'}`;
}

function checkSeal({ hash, name, ...body }: ModelDocument): void {
  const sealed = sealModel(body);
  if (sealed.hash !== hash) throw invalid(`its hash is ${hash}, but its content has ${sealed.hash}`);
  if (sealed.name !== name) throw invalid(`its name is "${name}", but its content makes it "${sealed.name}"`);
}

function checkFeatures(document: ModelDocument, expected: ParseOptions['featureSet']): void {
  const { id, hash, names } = document.featureSet;
  if (
    hash !== expected.hash ||
    id !== expected.id ||
    canonicalJson(names) !== canonicalJson(expected.names)
  ) {
    throw invalid(
      `its feature set is "${id}" (${hash}), this program has "${expected.id}" (${expected.hash})`,
    );
  }
  for (const key of ['importance', 'medians'] as const) {
    const found = document[key].length;
    if (found !== names.length) throw invalid(`"${key}" has ${found} values for ${names.length} features`);
  }
}

const invalid = (reason: string): HiveError =>
  dataError({
    code: 'MODEL_INVALID',
    message: `The model cannot be used: ${reason}.`,
    next: 'Train a new model: hive train cycle --force-train',
  });
