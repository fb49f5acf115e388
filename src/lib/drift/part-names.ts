/** The parts of the difference between live and replay, in the order in which they lead from the replay to live. */
export const PARTS = ['data', 'missed', 'other', 'timing', 'price', 'fee'] as const;
export type PartName = (typeof PARTS)[number];
