import type { z } from 'zod';
import { usageError } from '../../core/errors.ts';
import { moduleBeside } from '../../core/module-beside.ts';
import { successEnvelope } from './envelope.ts';

interface SchemaModule {
  readonly schema: z.ZodType;
  /** Members of the envelope beside the usual ones. */
  readonly beside?: z.ZodRawShape;
}

/**
 * The zod schema of the `data` of one command. Every file of this folder named after a command's
 * `schemaName` exports it as `schema`; nothing else has to be registered.
 * @throws HiveError (usage) when there is no such file.
 */
export const dataSchema = async (name: string): Promise<z.ZodType> => (await schemaModule(name)).schema;

/** The schema of the whole document that a command prints on success. @throws HiveError (usage) as above. */
export async function documentSchema(name: string) {
  const { schema, beside } = await schemaModule(name);
  return successEnvelope(name, schema, beside);
}

async function schemaModule(name: string): Promise<SchemaModule> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw unknownSchema(name);
  try {
    return (await import(moduleBeside(import.meta.url, name).href)) as SchemaModule;
  } catch (cause) {
    throw isMissing(cause) ? unknownSchema(name) : cause;
  }
}

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND';

const unknownSchema = (name: string) =>
  usageError({ code: 'USAGE', message: `There is no schema "${name}".`, next: 'Run: hive schema' });
