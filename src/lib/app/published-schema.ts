import { z } from 'zod';
import { configJsonSchema } from '../config/config-keys.ts';
import { errorEnvelope } from './schemas/envelope.ts';
import { documentSchema } from './schemas/index.ts';

/**
 * The JSON Schema (draft 2020-12) of what `--json` prints: for a command's schema name its whole envelope,
 * `error` for failures, `config` for hive.config.json.
 * @throws HiveError (usage) when nothing has that name.
 */
export async function publishedSchema(name: string): Promise<Record<string, unknown>> {
  if (name === 'config') return configJsonSchema();
  const envelope = name === 'error' ? errorEnvelope : await documentSchema(name);
  return { ...z.toJSONSchema(envelope, { target: 'draft-2020-12', io: 'output' }), title: `hive.${name}/1` };
}
