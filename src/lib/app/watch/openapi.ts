import { z } from 'zod';
import type { Endpoint } from '../queries/endpoint.ts';
import { errorEnvelope } from '../schemas/envelope.ts';

type Json = { readonly [key: string]: unknown };

const STREAM_PATH = '/api/dashboard/live-feed';

/** What answers other than 200 mean. */
const FAILURES: Readonly<Record<string, string>> = {
  '400': 'The question cannot be asked: a parameter is missing, unknown or wrong.',
  '401': 'Neither the bearer token nor the cookie of a login came with it.',
  '404': 'There is nothing of that name.',
  '429': 'Too many requests; ask again later.',
  '503': 'The home cannot be read at the moment; ask again later.',
};

/** OpenAPI 3.1 of the API, made of the schemas that its answers are held against. */
export function openapiText(endpoints: readonly Endpoint[], version: string): string {
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'HIVE TRADE',
      version,
      description: 'What hive serve answers. Nothing here changes anything. All times are UTC.',
    },
    security: [{ token: [] }, { login: [] }],
    paths: { ...Object.fromEntries(endpoints.map(pathOf)), ...OTHER_PATHS },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The token of the token file.' },
        login: {
          type: 'apiKey',
          in: 'cookie',
          name: 'hive-8787',
          description: 'hive- and the port; made by the login link.',
        },
      },
      schemas: { error: jsonSchema('error', errorEnvelope), ...schemasOf(endpoints) },
      responses: Object.fromEntries(
        Object.entries(FAILURES).map(([status, description]) => [
          nameOf(status),
          { description, content: { 'application/json': { schema: refTo('error') } } },
        ]),
      ),
    },
  };
  return JSON.stringify(document);
}

const refTo = (schema: string): Json => ({ $ref: `#/components/schemas/${schema}` });
const nameOf = (status: string): string => `failure-${status}`;

const failures = (): Json =>
  Object.fromEntries(
    Object.keys(FAILURES).map(status => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  );

const text = (type: string, description: string): Json => ({
  get: {
    summary: description,
    responses: {
      '200': {
        description,
        content: { [type]: { schema: { type: type.endsWith('json') ? 'object' : 'string' } } },
      },
      ...failures(),
    },
  },
});

const OTHER_PATHS: Json = {
  '/metrics': text('text/plain', 'Numbers of the home for Prometheus.'),
  '/openapi.json': text('application/json', 'This document.'),
};

function pathOf(endpoint: Endpoint): [string, Json] {
  const { path, summary, command, schema } = endpoint;
  const description = command === null ? summary : `${summary} The data of \`${command} --json\`.`;
  const content = {
    'application/json': { schema: successSchema(schema) },
    ...(path === STREAM_PATH ? { 'text/event-stream': { schema: { type: 'string' } } } : {}),
  };
  const get = {
    operationId: path.replaceAll(/[^a-z]+/g, '-').replace(/^-api-|-$/g, ''),
    ...{ summary, description, parameters: parametersOf(endpoint) },
    responses: { '200': { description: summary, content }, ...failures() },
  };
  return [path.replaceAll(/:([a-z]+)/g, '{$1}'), { get }];
}

/** The envelope around data that is named. */
const successSchema = (schema: string): Json => ({
  type: 'object',
  properties: {
    ok: { const: true },
    schema: { const: `hive.${schema}/1` },
    asOf: { type: 'string', format: 'date-time' },
    mode: { enum: ['simulated', 'paper', 'live'] },
    data: refTo(schema),
    warnings: { type: 'array', items: { type: 'string' } },
  },
  required: ['ok', 'schema', 'asOf', 'mode', 'data', 'warnings'],
  additionalProperties: false,
});

/** Parameters of the address: those of the path are always needed. */
function parametersOf({ query, path }: Endpoint): Json[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'output' });
  const needed = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }).required ?? [];
  return Object.entries(properties).map(([name, shape]) => {
    const { description, ...schema } = typeof shape === 'object' ? shape : {};
    const isInPath = path.includes(`:${name}`);
    return {
      ...{ name, in: isInPath ? 'path' : 'query', description, schema },
      required: isInPath || (needed.includes(name) && !('default' in schema)),
    };
  });
}

const schemasOf = (endpoints: readonly Endpoint[]): Json =>
  Object.fromEntries(endpoints.map(({ schema, data }) => [schema, jsonSchema(schema, data)]));

/** Local references would lead to the root of the document. */
function jsonSchema(name: string, schema: z.ZodType): unknown {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'output' });
  return JSON.parse(
    JSON.stringify(made)
      .replaceAll('"#/$defs/', `"#/components/schemas/${name}/$defs/`)
      .replaceAll('"$ref":"#"', `"$ref":"#/components/schemas/${name}"`),
  );
}
