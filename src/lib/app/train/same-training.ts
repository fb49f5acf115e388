import { z } from 'zod';
import { sha256 } from '../../core/hash.ts';
import type { AssetClass } from '../../core/instrument.ts';
import { DAY_MS } from '../../core/interval.ts';
import type { LoadedModel } from '../../learning/loaded-model.ts';
import type { MaturedSample } from '../../learning/sample.ts';
import type { TrainOptions } from '../../learning/train.ts';
import type { TrainPorts } from './ports.ts';

/** How long a note is believed: another version of the program may train otherwise. */
const BELIEVED_MS = DAY_MS;

const noted = z.strictObject({ inputs: z.string(), model: z.string(), atMs: z.int() });
const noteSchema = z.record(z.string(), noted);
type Note = z.infer<typeof noteSchema>;

type Ports = Pick<TrainPorts, 'clock' | 'current' | 'trainings'>;

/** Hash of everything that a training makes its model of: equal inputs give equal bytes. */
export function trainingInputs(samples: readonly MaturedSample[], options: TrainOptions): string {
  const { learner, featureSet, onStep: _, ...rest } = options;
  const rows = samples.map(({ symbol, atMs, features, label }) => [symbol, atMs, [...features], label]);
  return sha256(JSON.stringify([learner.id, featureSet.id, featureSet.hash, rest, rows]));
}

/**
 * The class's current model, when it was made of these very inputs within a day: bars come once an interval, trainings
 * much more often, and one that has learned from all there is would only be made again. Else null.
 */
export function sameTraining(
  { clock, current, trainings }: Ports,
  assetClass: AssetClass,
  inputs: string,
): LoadedModel | null {
  const note = readNote(trainings)[assetClass];
  const found = current.of(assetClass);
  if (!note || found.kind !== 'model' || found.model.document.name !== note.model) return null;
  const ageMs = clock.now() - note.atMs;
  return note.inputs === inputs && ageMs >= 0 && ageMs < BELIEVED_MS ? found.model : null;
}

/** Notes what a model was made of. A note that cannot be written costs a training, never a failure. */
export function noteTraining(
  { clock, trainings }: Ports,
  assetClass: AssetClass,
  { inputs, model }: { readonly inputs: string; readonly model: string },
): void {
  try {
    trainings.write({ ...readNote(trainings), [assetClass]: { inputs, model, atMs: clock.now() } });
  } catch {
    // The next training finds no note and trains.
  }
}

const readNote = (trainings: Ports['trainings']): Note => noteSchema.safeParse(trainings.read()).data ?? {};
