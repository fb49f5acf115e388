/** What became of one step of a halt or a resume. */
export interface Step {
  readonly state: 'done' | 'failed' | 'not-needed';
  /** What was done, why it failed, or why it was not needed. */
  readonly detail: string;
}

export const done = (detail: string): Step => ({ state: 'done', detail });
export const failed = (detail: string): Step => ({ state: 'failed', detail });
export const notNeeded = (detail: string): Step => ({ state: 'not-needed', detail });
