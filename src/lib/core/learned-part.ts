/** Parts of what was learned that can be forgotten by themselves. */
export const LEARNED_PARTS = ['policy', 'experts', 'gate', 'all'] as const;
export type LearnedPart = (typeof LEARNED_PARTS)[number];
