/** Where a value came from, strongest first. */
export const ORIGINS = ['flag', 'environment', 'file', 'preset', 'default'] as const;

export interface Origin {
  readonly from: (typeof ORIGINS)[number];
  /** The flag, variable, file or preset by name; "" for a default. */
  readonly name: string;
}

/** One value that some layer sets. */
export interface Setting {
  /** Dotted path of a known key. */
  readonly path: string;
  readonly value: unknown;
  /** The flag, variable or preset that sets it. */
  readonly name: string;
}

/** `file /home/me/hive.config.json`, `default`. */
export const describeOrigin = ({ from, name }: Origin): string => (name === '' ? from : `${from} ${name}`);
