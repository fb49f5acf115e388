import { armPath } from '../../store/files/arm-file.ts';
import type { Home } from '../queries/endpoint.ts';
import { JournalFollower } from './journal-follower.ts';
import { pathMark } from './path-mark.ts';
import type { HealthState, Revision } from './server-state.ts';
import { troubleOf } from './trouble-of.ts';
import { type WatchAdapterOptions, WatchAdapters } from './watch-adapters.ts';

export interface WatchedHomeOptions extends Omit<WatchAdapterOptions, 'state'> {
  readonly server: HealthState;
}

/** A home whose changes are noticed: what is asked of it is of the last look. */
export class WatchedHome extends WatchAdapters implements Home {
  readonly journal: JournalFollower;
  readonly server: HealthState;
  #store = 'unread';
  #models = 'unread';
  #marks = '';
  #trouble: string | null = null;

  constructor({ server, ...options }: WatchedHomeOptions) {
    const journal = new JournalFollower(options.paths.journal);
    super({ ...options, state: () => journal.state });
    this.journal = journal;
    this.server = server;
  }

  readonly revision = (): Revision => ({
    journal: this.journal.revision,
    store: this.#store,
    models: this.#models,
  });

  /** Of everything, also of what has no place in `revision`. */
  get mark(): string {
    return `${this.journal.revision} ${this.#store} ${this.#models} ${this.#marks} ${this.#trouble ?? ''}`;
  }

  /** What is wrong with what is read, for people. */
  get warnings(): readonly string[] {
    return [this.journal.trouble, this.#trouble].filter(trouble => trouble !== null);
  }

  /** Takes in what others wrote. What is at hand at once is taken in before this returns. */
  look(): Promise<void> {
    const { paths } = this;
    this.#models = pathMark(`${paths.models}/current.json`);
    this.#marks = [paths.halt, armPath(paths.state), paths.trainingNote, paths.state].map(pathMark).join(' ');
    this.#lookAtStore();
    return this.journal.follow();
  }

  override close(): void {
    this.journal.close();
    super.close();
  }

  #lookAtStore(): void {
    try {
      this.#store = this.storeRevision();
      this.#trouble = null;
    } catch (error) {
      this.#trouble = troubleOf(error);
    }
  }
}
