import { type ModelSummary, showModel } from '../models.ts';
import { readState } from '../read-journal.ts';
import type { Reading } from '../reading.ts';
import { type GateView, gateOfModel } from './gate-view.ts';

export interface ShownModel {
  readonly model: ModelSummary;
  /** What the gate says of the class that the model is in use for; null where none is asked. */
  readonly gate: GateView | null;
}

/** One model, and what the evidence says of the strategy that it stands for. @throws HiveError (data) as `showModel`. */
export async function modelWithGate(home: Reading, name: string): Promise<ShownModel> {
  const model = await showModel(home, name);
  return { model, gate: model.current ? gateOfModel(home, await readState(home), model) : null };
}
