import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answered, type Json, sandboxDesk } from '../../support/sandbox.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
}

interface Spec {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Members whose recorded answers are of another type than the specification says. */
const KNOWN = new Set([
  'exchange',
  'order_class',
  'options_trading_level',
  'max_options_trading_level',
  'position_intent',
]);

const TYPES: Readonly<Record<string, string>> = { integer: 'number', number: 'number', array: 'object' };

/** What a body lacks or has in another type than `name` of the specification. */
function faultsOf(spec: Spec, name: string, body: Json): string[] {
  const resolved = (schema: Schema): Schema =>
    schema.$ref ? resolved(spec.components.schemas[schema.$ref.split('/').at(-1)!]!) : schema;
  const { required = [], properties = {} } = spec.components.schemas[name]!;
  const missing = required.filter(member => !(member in body)).map(member => `${name}.${member} is missing`);
  const wrong = Object.entries(body).flatMap(([member, value]) => {
    const schema = properties[member] && resolved(properties[member]);
    if (!schema || KNOWN.has(member) || value === null) return [];
    const isType = !schema.type || typeof value === (TYPES[schema.type] ?? schema.type);
    const isListed = !schema.enum || schema.enum.includes(value);
    return isType && isListed ? [] : [`${name}.${member} is ${JSON.stringify(value)}`];
  });
  return [...missing, ...wrong];
}

describe("the sandbox beside Alpaca's own specification", () => {
  const folder = process.env.HIVE_REAL_DATA ?? '';
  let spec: Spec;

  before(function () {
    if (!folder) this.skip();
    spec = JSON.parse(readFileSync(join(folder, 'alpaca/openapi/trading-api.json'), 'utf8'));
  });

  const conforms = (name: string, body: Json | undefined) => {
    assert.ok(body);
    assert.deepEqual(faultsOf(spec, name, body), []);
  };

  it('answers with the members and types that it names', async () => {
    const { buy, sell, send, clock } = sandboxDesk();
    const posted: Answered = await buy({ qty: '0.1' });
    conforms('Order', posted.json);
    clock.advance(1_000);
    await sell({ qty: '0.05' });
    clock.advance(86_400_000);
    conforms('Account', (await send('GET /v2/account')).json);
    conforms('AccountConfigurations', (await send('GET /v2/account/configurations')).json);
    conforms('legacy_clock', (await send('GET /v2/clock')).json);
    conforms('Assets', (await send('GET /v2/assets/BTCUSD')).json);
    conforms('Position', (await send('GET /v2/positions')).list[0]);
    conforms('Order', (await send(`GET /v2/orders/${posted.json.id}`)).json);
    conforms('TradingActivities', (await send('GET /v2/account/activities/FILL')).list[0]);
    for (const fee of (await send('GET /v2/account/activities/CFEE')).list)
      conforms('NonTradeActivities', fee);
  });

  it('has every member that recorded answers have, but for the days of day traders', async () => {
    const recorded = JSON.parse(
      readFileSync(join(folder, 'alpaca/examples/ccxt-recorded-responses.json'), 'utf8'),
    );
    const { send, buy, clock } = sandboxDesk();
    await buy({ notional: '20' });
    clock.advance(1_000);
    const lacks = (body: Json | undefined, example: Json) =>
      Object.keys(example).filter(name => !(name in (body ?? {})));
    const { responses } = recorded;
    assert.deepEqual(
      lacks((await send('GET /v2/account')).json, responses['GET /v2/account (live, 2024-12)']),
      ['daytrading_buying_power', 'bod_dtbp', 'pattern_day_trader', 'daytrade_count'],
    );
    const [fill] = (await send('GET /v2/account/activities/FILL')).list;
    assert.deepEqual(lacks(fill, responses['GET /v2/account/activities/FILL'][0]), []);
    const asset = (await send('GET /v2/assets/BTC%2FUSD')).json;
    assert.deepEqual(lacks(asset, responses['GET /v2/assets?asset_class=crypto'][0]), []);
    assert.deepEqual(lacks((await send('GET /v2/clock')).json, responses['GET /v2/clock']), []);
  });
});
