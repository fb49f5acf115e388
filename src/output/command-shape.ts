/** The part of a command that help, manual pages and completion need, as the manifest has it. */
export interface CommandShape {
  readonly id: string;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly examples?: readonly Example[] | undefined;
  readonly hidden?: boolean | undefined;
  readonly flags: Readonly<Record<string, FlagShape>>;
  readonly args: Readonly<Record<string, ArgShape>>;
}

export type Example = string | { readonly description: string; readonly command: string };

export interface FlagShape {
  readonly name: string;
  readonly type: string;
  readonly char?: string | undefined;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly helpValue?: unknown;
  readonly options?: readonly string[] | undefined;
  readonly allowNo?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  readonly helpGroup?: string | undefined;
  readonly multiple?: boolean | undefined;
  readonly required?: boolean | undefined;
  readonly default?: unknown;
}

export interface ArgShape {
  readonly name: string;
  readonly description?: string | undefined;
  readonly required?: boolean | undefined;
  readonly options?: readonly string[] | undefined;
  readonly multiple?: boolean | undefined;
}

export interface TopicShape {
  readonly name: string;
  readonly description?: string | undefined;
}
