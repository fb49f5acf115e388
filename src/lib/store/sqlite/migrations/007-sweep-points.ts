/** Finished points of sweeps that are not done, with the equity at the close of each day. */
export const sweepPoints = `
  CREATE TABLE sweep_points (
    sweep TEXT NOT NULL,
    point TEXT NOT NULL,
    at INTEGER NOT NULL,
    trades INTEGER NOT NULL,
    equity BLOB NOT NULL,
    PRIMARY KEY (sweep, point)
  ) STRICT;
`;
