import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { hive } from '../support/cli.ts';
import { type Served, serveHome } from '../support/served-home.ts';
import { AFTER, tradedHome } from '../support/traded-home.ts';

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
}

interface Description {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
}

const JSON_TYPE = 'application/json';

/** Every route of the API over a real socket, held against what it says of itself, by another implementation. */
describe('the API, by its own description', () => {
  let served: Served;
  let described: Description;
  let validator: (path: string, status: string) => ValidateFunction;
  let known: Readonly<Record<string, string>>;

  before(async function () {
    this.timeout(120_000);
    const home = await tradedHome();
    const run = ['backtest', '--strategy', 'sma-cross', '--symbol', 'BTC-USD', '--as-of', AFTER, '--json'];
    const backtest = JSON.parse((await hive(run, { home })).stdout) as { data: { id: string } };
    served = await serveHome(home, ['--as-of', AFTER]);
    described = (await (await served.get('/openapi.json')).json()) as Description;
    validator = validatorOf(described);
    const models = (await (await served.get('/api/training/models')).json()) as {
      data: { models: { name: string }[] };
    };
    known = { name: models.data.models[0]!.name, id: backtest.data.id, symbol: 'BTC-USD' };
  });

  after(() => served?.stop());

  const jsonPaths = () =>
    Object.entries(described.paths).filter(
      ([
        ,
        {
          get: { responses },
        },
      ]) => responses['200']?.content?.[JSON_TYPE],
    );

  /** The path with values for what it needs. */
  function urlOf(path: string, { parameters = [] }: Operation): string {
    const named = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(known[name]!));
    const query = parameters
      .filter(parameter => parameter.in === 'query' && parameter.required)
      .map(({ name }) => `${name}=${encodeURIComponent(known[name]!)}`);
    return query.length > 0 ? `${named}?${query.join('&')}` : named;
  }

  it('describes what the dashboards need', () => {
    for (const path of [
      ...['/api/dashboard/live-feed', '/api/crypto/status', '/api/crypto/positions', '/api/crypto/trades'],
      ...['/api/training/cycles', '/api/training/drift', '/api/predictions', '/api/learning/status'],
      ...['gate', 'experts', 'policy', 'rewards', 'regimes'].map(part => `/api/learning/${part}`),
      ...['/api/backtests', '/api/bars', '/api/journal', '/api/equity', '/api/health', '/metrics'],
    ])
      assert.ok(described.paths[path], path);
  });

  it('answers every question as it says', async () => {
    for (const [path, { get: operation }] of jsonPaths()) {
      const answer = await served.get(urlOf(path, operation));
      const validate = validator(path, '200');
      const body: unknown = await answer.json();
      assert.equal(answer.status, 200, `${path}: ${JSON.stringify(body).slice(0, 300)}`);
      assert.ok(validate(body), `${path}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
    }
    assert.ok(jsonPaths().length >= 25, `${jsonPaths().length} paths`);
  });

  it('refuses as it says: without a login, a parameter that is not there, a name that is not there', async () => {
    for (const [path, { get: operation }] of jsonPaths()) {
      const url = urlOf(path, operation);
      const asked = async (status: number, answer: Response) => {
        assert.equal(answer.status, status, url);
        const validate = validator(path, String(status));
        assert.ok(validate(await answer.json()), `${url}: ${JSON.stringify(validate.errors)}`);
      };
      await asked(401, await fetch(`${served.url}${url}`));
      if (path.startsWith('/api/'))
        await asked(400, await served.get(`${url}${url.includes('?') ? '&' : '?'}unheard-of=1`));
    }
    const missing = await served.get('/api/training/models/crypto-00000000t0000-00000000');
    assert.equal(missing.status, 404);
    assert.ok(validator('/api/training/models/{name}', '404')(await missing.json()));
  });
});

/** Finds the schema of an answer, through one reference, and compiles it once. */
function validatorOf(description: Description) {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema(description, 'api');
  const compiled = new Map<string, ValidateFunction>();
  return (path: string, status: string): ValidateFunction => {
    const key = `${path} ${status}`;
    const place = `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/get/responses/${status}`;
    const reference = (at(description, place) as { $ref?: string }).$ref?.slice(1) ?? place;
    const schema = `api#${encodeURI(`${reference}/content/${JSON_TYPE.replace('/', '~1')}/schema`)}`;
    const known = compiled.get(key) ?? ajv.compile({ $ref: schema });
    compiled.set(key, known);
    return known;
  };
}

const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((found, name) => (found as Record<string, unknown>)[name], value);
