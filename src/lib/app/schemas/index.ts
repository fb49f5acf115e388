import type { z } from 'zod';
import { usageError } from '../../core/errors.ts';

interface SchemaModule {
  readonly schema: z.ZodType;
}

/**
 * The zod schema of the `data` of one command. Every file of this folder named after a command's
 * `schemaName` exports it as `schema`; nothing else has to be registered.
 * @throws HiveError (usage) when there is no such file.
 */
export async function dataSchema(name: string): Promise<z.ZodType> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw unknownSchema(name);
  try {
    const { schema }: SchemaModule = await import(`./${name}.ts`);
    return schema;
  } catch (cause) {
    throw isMissing(cause) ? unknownSchema(name) : cause;
  }
}

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND';

const unknownSchema = (name: string) =>
  usageError({ code: 'USAGE', message: `There is no schema "${name}".`, next: 'Run: hive schema' });
