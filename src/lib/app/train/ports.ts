import type { Config } from '../../config/schema.ts';
import type { Clock } from '../../core/clock.ts';
import type { AssetClass } from '../../core/instrument.ts';
import type { Learner } from '../../learning/learner.ts';
import type { ModelStore, Store } from '../../store/ports.ts';
import type { BarFeed } from '../bars/bar-feed.ts';
import type { CurrentModels } from '../current-model.ts';
import type { NoteFile } from './progress-note.ts';

/** What a training cycle needs of the world. */
export interface TrainPorts {
  readonly config: Config;
  readonly clock: Clock;
  readonly store: Store;
  readonly feeds: Readonly<Record<AssetClass, BarFeed>>;
  readonly learner: Learner;
  readonly models: ModelStore;
  readonly current: CurrentModels;
  /** What each class's model was made of. */
  readonly trainings: NoteFile;
}
