import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '@oclif/core';
import { publishedSchema } from '../../src/lib/app/published-schema.ts';
import { hive, projectRoot } from '../support/cli.ts';

const config = await Config.load(projectRoot);

describe('every command', () => {
  for (const command of config.commands) {
    const name = command.id.replaceAll(':', ' ');

    it(`"${name}" has a summary, a description and three examples`, () => {
      assert.ok(command.summary, 'summary');
      assert.ok(command.description, 'description');
      assert.ok((command.examples?.length ?? 0) >= 3, 'three examples');
    });

    it(`"${name}" has a published schema of its output`, async () => {
      const schemaName = String(command.schemaName);
      assert.equal((await publishedSchema(schemaName)).title, `hive.${schemaName}/1`);
    });

    it(`"${name}" explains its flags`, () => {
      for (const [flag, { summary, description }] of Object.entries(command.flags)) {
        assert.ok(summary ?? description, `--${flag}`);
      }
    });
  }
});

describe('the manifest', () => {
  it('names every command of the build', () => {
    const manifest = JSON.parse(readFileSync(join(projectRoot, 'oclif.manifest.json'), 'utf8'));
    assert.deepEqual(Object.keys(manifest.commands).sort(), [...config.commandIDs].sort());
  });
});

describe('a quick start', () => {
  it('loads no heavy library for --help', async () => {
    const { stderr } = await hive(['config', 'show', '--help'], { env: { NODE_DEBUG: 'esm,module' } });
    assert.doesNotMatch(stderr, /node_modules\/(?:zod|cli-table3|ml-random-forest)\//);
    assert.match(stderr, /node_modules\/@oclif\/core\//);
  });
});
