/** Whether two amounts of one unit are at most `slack` apart. */
export const isNear = (a: bigint, b: bigint, slack: bigint): boolean => a - b <= slack && b - a <= slack;
