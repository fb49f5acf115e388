import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { completed, type InitFlags, valuesOf } from '../../../src/lib/app/init/choices.ts';
import { allowedValues, configJsonSchema, configKeys } from '../../../src/lib/config/config-keys.ts';
import { parseJsonc } from '../../../src/lib/config/jsonc.ts';
import { loadConfig } from '../../../src/lib/config/load.ts';
import { configSchema } from '../../../src/lib/config/schema.ts';
import { ASKED_FOR, starterFile } from '../../../src/lib/config/starter-file.ts';
import { withValue } from '../../../src/lib/config/values-tree.ts';

const schemaUrl = 'file:///usr/lib/node_modules/hive-trade/dist/schema/hive.config.schema.json';

const loaded = (text: string) =>
  loadConfig({ file: 'new.json', text, fileMustExist: false, environment: {}, flags: [] });

/** Flags of which a hive can be made. */
const anyFlags: fc.Arbitrary<InitFlags> = fc
  .record({
    mode: fc.constantFrom('simulated', 'paper', 'live'),
    broker: fc.constantFrom('simulated', 'alpaca'),
    source: fc.constantFrom('simulated', 'csv', 'alpaca', 'yahoo'),
    symbols: fc.option(
      fc.subarray(['AAPL', 'ETH-USD', 'solusd', 'BRK.B']).map(others => ['BTC/USD', ...others]),
      { nil: undefined },
    ),
    strategy: fc.constantFrom('forest', 'mixture', 'control'),
    seed: fc.option(fc.nat(4_294_967_295), { nil: undefined }),
    account: fc.constant('123456789'),
  })
  .filter(({ mode, broker, source }) => {
    if (mode === 'simulated') return broker === 'simulated';
    return broker === 'alpaca' ? source !== 'simulated' : mode === 'paper';
  }) as fc.Arbitrary<InitFlags>;

/** Takes the // away from every setting, as an editor of the file would. */
const uncommented = (text: string): string => text.replaceAll(/^( *)\/\/ ("\w+": .+,)$/gm, '$1$2');

describe('a new configuration file', () => {
  it('says what was chosen and nothing else, also when its comments are made real', () => {
    fc.assert(
      fc.property(anyFlags, flags => {
        const values = valuesOf(completed(flags));
        const wanted = Object.entries(values).reduce<unknown>(
          (tree, [path, value]) => withValue(tree, path, value),
          {},
        );
        const text = starterFile({ schemaUrl, values });
        const expected = { ...configSchema.parse(wanted), $schema: schemaUrl };
        assert.deepEqual(loaded(text).config, expected);
        assert.deepEqual(loaded(uncommented(text)).config, expected);
      }),
      { numRuns: 25 },
    );
  });

  it('is what its own schema allows', () => {
    const check = new Ajv2020({ strict: false }).compile(configJsonSchema());
    const text = starterFile({ schemaUrl, values: valuesOf(completed({ mode: 'paper' })) });
    assert.ok(check(structuredClone(plain(parseJsonc(text).value))), JSON.stringify(check.errors));
  });

  it('explains each setting in the words of the schema', () => {
    const text = starterFile({ schemaUrl, values: {} });
    for (const path of ASKED_FOR) {
      const { node } = configKeys().find(key => key.path === path)!;
      const name = path.split('.').at(-1)!;
      const lines = text.split('\n').map(line => line.trim());
      const value = JSON.stringify(node.default).replaceAll('","', '", "');
      const place = lines.indexOf(`// "${name}": ${value},`);
      assert.ok(place > 0, path);
      assert.ok(
        lines.slice(0, place).some(line => line.startsWith(`// ${node.description}`)),
        path,
      );
      if (!node.enum) assert.match(text, new RegExp(allowedValues(node).slice(1)));
    }
  });
});

/** Objects of the reader have no prototype, which ajv's comparison minds. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
