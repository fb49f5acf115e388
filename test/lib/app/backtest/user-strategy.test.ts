import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStrategyFile, loadUserStrategy } from '../../../../src/lib/app/backtest/user-strategy.ts';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { sha256 } from '../../../../src/lib/core/hash.ts';
import { ruleTrack } from '../../../../src/lib/trading/strategies/make-track.ts';
import { parseParams } from '../../../../src/lib/trading/strategies/params.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { seriesOfCloses } from '../../../support/walks.ts';

const folder = tempFolder();

/** Loads a file of these lines. */
function load(name: string, ...lines: string[]) {
  writeFileSync(join(folder(), name), `${lines.join('\n')}\n`);
  return loadUserStrategy(name, folder());
}

/** `CODE message`, the folder of the file left out, and the way out. */
async function refusal(work: Promise<unknown>): Promise<{ error: string; next: string }> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof HiveError && error.kind === 'usage', String(error));
    return { error: `${error.code} ${error.message.replaceAll(`${folder()}/`, '')}`, next: error.next };
  }
  throw new Error('it was not refused');
}

const closes = seriesOfCloses([1, 2, 3, 2, 1]);

/** Runs a strategy of these lines inside `start` over five closes. */
async function run(...body: string[]) {
  const strategy = await load('mine.js', `export default { name: 'mine', start() {`, ...body, '} };');
  return ruleTrack(strategy, {}, closes);
}

describe('loadUserStrategy', () => {
  it('loads TypeScript, its types left out, and runs it over bars', async () => {
    const text = [
      `import type { Strategy } from 'hive-trade/strategy';`,
      `export default {`,
      `  name: 'above',`,
      `  params: { level: { kind: 'number', default: 1.5, min: 0, max: 9, summary: 'Level.' } },`,
      `  start: ({ level }) => bar => (bar.close > level ? { action: 'BUY', tag: 'high' } : 'SELL'),`,
      `} satisfies Strategy<{ level: number }>;`,
    ];
    const strategy = await load('above.ts', ...text);
    assert.equal(strategy.id, 'above');
    assert.equal(strategy.path, join(folder(), 'above.ts'));
    assert.equal(strategy.sha256, sha256(`${text.join('\n')}\n`));
    assert.equal(strategy.warmUpBars({}), 0);
    const track = ruleTrack(strategy, parseParams(strategy, ['level=2']), closes);
    assert.deepEqual([...track.codes], [-1, -1, 1, -1, -1]);
    assert.deepEqual([track.tagOf(2), track.tagOf(3)], ['high', 'sell']);
  });

  it('loads JavaScript from a folder whose package says nothing or something else', async () => {
    writeFileSync(join(folder(), 'package.json'), '{"type":"commonjs"}');
    for (const name of ['mine.js', 'mine.mjs', 'mine.ts', 'mine.mts']) {
      const strategy = await load(name, `export default { name: 'mine', start: () => () => 'HOLD' };`);
      assert.equal(strategy.id, 'mine');
    }
  });

  it('loads a file anew when it has changed', async () => {
    await load('mine.js', `export default { name: 'one', start: () => () => 'HOLD' };`);
    const second = await load('mine.js', `export default { name: 'two', start: () => () => 'HOLD' };`);
    assert.equal(second.id, 'two');
  });

  it('knows a file from a name', () => {
    assert.deepEqual(
      ['./mine.ts', 'mine.js', '/a/b', 'mine.mts', 'sma-cross', 'forest'].map(isStrategyFile),
      [true, true, true, true, false, false],
    );
  });

  it('gives only the bars up to the present one', async () => {
    const track = await run(
      'return (bar, past) => {',
      '  const seen = [past.length, past.close(0), past.close(1), past.open(past.length + 1), past.timeMs(0)];',
      '  return { action: "BUY", tag: JSON.stringify(seen) };',
      '};',
    );
    // JSON writes NaN, where the bars had not begun, as null.
    assert.equal(track.tagOf(0), '[0,1,null,null,0]');
    assert.equal(track.tagOf(2), '[2,3,2,null,172800000]');
  });

  it('keeps ten thousand bars of the past', async () => {
    const long = seriesOfCloses(Array.from({ length: 30_000 }, (_, i) => i + 1));
    const strategy = await load(
      'mine.js',
      `export default { name: 'mine', start: () => (bar, past) => {`,
      `  const then = past.close(10_000);`,
      `  return Number.isNaN(then) ? 'HOLD' : then === bar.close - 10_000 ? 'BUY' : 'SELL';`,
      `} };`,
    );
    const { codes } = ruleTrack(strategy, {}, long);
    assert.ok(codes.subarray(0, 10_000).every(code => code === 0));
    assert.ok(codes.subarray(10_000).every(code => code === 1));
  });

  it('does not listen before the warm-up is over', async () => {
    const strategy = await load(
      'mine.js',
      `export default { name: 'mine', warmUp: () => 3, start: () => () => 'BUY' };`,
    );
    assert.deepEqual([...ruleTrack(strategy, {}, closes).codes], [0, 0, 0, 1, 1]);
  });

  it('asks it what is wrong with its parameters', async () => {
    const strategy = await load(
      'mine.js',
      `const length = { kind: 'integer', default: 5, min: 1, max: 9, summary: 'Bars.' };`,
      `export default { name: 'mine', params: { a: length, b: length },`,
      `  check: ({ a, b }) => (a <= b ? null : 'a must not be above b'), start: () => () => 'HOLD' };`,
    );
    assert.deepEqual(parseParams(strategy, ['b=6']), { a: 5, b: 6 });
    const { error } = await refusal((async () => parseParams(strategy, ['a=6']))());
    assert.equal(error, 'BAD_PARAM mine: a must not be above b.');
  });
});

describe('a file that cannot be loaded', () => {
  const cases: [string, string, string[], RegExp, RegExp][] = [
    [
      'bad TypeScript',
      'mine.ts',
      ['const a = 1;', 'let x: ;'],
      /^BAD_STRATEGY_FILE mine\.ts:2: Unexpected token `;`/,
      /Correct the file/,
    ],
    [
      'bad JavaScript',
      'mine.mjs',
      ['const a = 1;', '', 'const = 3;'],
      /^BAD_STRATEGY_FILE mine\.mjs:3: Unexpected token/,
      /Correct/,
    ],
    [
      'types that cannot be stripped',
      'mine.ts',
      ['', 'enum Side { Buy }'],
      /^BAD_STRATEGY_FILE mine\.ts:2: TypeScript enum is not supported/,
      /no enum/,
    ],
    [
      'types imported as values',
      'mine.ts',
      [`import { Strategy } from 'hive-trade/strategy';`],
      /^BAD_STRATEGY_FILE mine\.ts: Cannot find package 'hive-trade'/,
      /import type/,
    ],
    [
      'code that throws',
      'mine.js',
      ['', '', `throw new Error('no luck');`],
      /^BAD_STRATEGY_FILE mine\.js:3: no luck\.$/,
      /Correct/,
    ],
    [
      'CommonJS',
      'mine.js',
      ['module.exports = {};'],
      /^BAD_STRATEGY_FILE mine\.js:1: module is not defined/,
      /export default/,
    ],
    [
      'no default export',
      'mine.js',
      ['export const name = 1;'],
      /^BAD_STRATEGY mine\.js has no default export\.$/,
      /export default/,
    ],
    ['another language', 'mine.py', ['pass'], /^BAD_STRATEGY_FILE mine\.py is no ES module/, /Rename/],
  ];
  for (const [what, name, lines, error, next] of cases) {
    it(`is told with its line: ${what}`, async () => {
      const found = await refusal(load(name, ...lines));
      assert.match(found.error, error);
      assert.match(found.next, next);
    });
  }

  it('is told with the name of the file that it imports when that one is bad', async () => {
    writeFileSync(join(folder(), 'helper.ts'), 'const a = 1;\nlet x: ;\n');
    const { error } = await refusal(load('mine.ts', `import './helper.ts';`));
    assert.match(error, /^BAD_STRATEGY_FILE helper\.ts:2: /);
  });

  it('is told when there is none', async () => {
    const { error, next } = await refusal(loadUserStrategy('nope.ts', folder()));
    assert.equal(error, 'NO_SUCH_FILE There is no file "nope.ts".');
    assert.match(next, /Check the path/);
  });
});

describe('a default export that is no strategy', () => {
  const start = 'start: () => () => "HOLD"';
  const param = (spec: string) => `({ name: 'mine', params: { p: ${spec} }, ${start} })`;
  for (const [value, message] of [
    ['5', 'the default export (5) must be an object'],
    ['({})', 'name (undefined) must be a name'],
    [`({ name: 'My Own', ${start} })`, 'name ("My Own") must be a name of small letters'],
    [`({ name: 'macd', ${start} })`, 'name ("macd") is the name of a strategy of HIVE'],
    [`({ name: 'forest', ${start} })`, 'name ("forest") is the name of a strategy of HIVE'],
    [`({ name: 'mine' })`, 'start (undefined) must be a function'],
    [`({ name: 'mine', start: 5 })`, 'start (5) must be a function'],
    [`({ name: 'mine', parms: {}, ${start} })`, 'a strategy has no "parms"'],
    [`({ name: 'mine', warmUp: -1, ${start} })`, 'warmUp (-1) must be a number of bars or a function'],
    [param('5'), 'params.p (5) must be'],
    [param(`{ kind: 'float' }`), 'params.p.kind ("float") must be "integer", "number" or "choice"'],
    [
      param(`{ kind: 'number', default: 5, min: 0, max: 1, summary: 'x' }`),
      'params.p.default (5) must lie from min',
    ],
    [
      param(`{ kind: 'integer', default: .5, min: 0, max: 1, summary: 'x' }`),
      'params.p.default (0.5) must be a whole',
    ],
    [
      param(`{ kind: 'number', default: 5, max: 1, summary: 'x' }`),
      'params.p.min (undefined) must be a finite number',
    ],
    [
      param(`{ kind: 'choice', default: 'c', of: ['a'], summary: 'x' }`),
      'params.p.default ("c") must be one of `of`',
    ],
    [
      param(`{ kind: 'number', default: 0, min: 0, max: 1, summary: 'x', step: 1 }`),
      'a strategy has no "params.p.step"',
    ],
  ] as const) {
    it(`is told: ${message}`, async () => {
      const { error } = await refusal(load('mine.js', `export default ${value};`));
      assert.ok(error.startsWith(`BAD_STRATEGY mine.js: ${message}`), error);
    });
  }
});

describe("a strategy's own mistakes", () => {
  for (const [body, message] of [
    ['return () => "buy";', 'the answer to the bar of 1970-01-01T00:00:00.000Z is "buy".'],
    ['return () => {};', 'the answer to the bar of 1970-01-01T00:00:00.000Z is undefined.'],
    ['return async () => "BUY";', 'the answer to the bar of 1970-01-01T00:00:00.000Z is a promise.'],
    [
      'return () => ({ action: "BUY", tag: 5 });',
      'the answer to the bar of 1970-01-01T00:00:00.000Z is {"action":"BUY","tag":5}.',
    ],
    [
      'return bar => (bar.close < 3 ? "BUY" : null);',
      'the answer to the bar of 1970-01-03T00:00:00.000Z is null.',
    ],
  ] as const) {
    it(`are told with the bar: ${body}`, async () => {
      const { error, next } = await refusal(run(body));
      assert.equal(error, `STRATEGY_FAILED mine.js: ${message}`);
      assert.match(next, /'BUY', 'SELL' or 'HOLD'/);
    });
  }

  it('are told with line and bar when it throws', async () => {
    const { error } = await refusal(
      run('return bar => {', '  if (bar.close === 3) nope();', '  return "HOLD";', '};'),
    );
    assert.equal(
      error,
      'STRATEGY_FAILED mine.js:3: ReferenceError: nope is not defined (at the bar of 1970-01-03T00:00:00.000Z).',
    );
  });

  it('are told when it looks ahead or too far back', async () => {
    for (const n of [-1, 0.5, 10_001]) {
      const { error } = await refusal(run(`return (bar, past) => (past.close(${n}), 'HOLD');`));
      assert.match(
        error,
        /^STRATEGY_FAILED mine\.js:2: RangeError: past\.close\(.*\) is not a whole number of bars/,
      );
    }
  });

  it('are told when start throws or gives no function', async () => {
    assert.equal(
      (await refusal(run('', 'throw new Error("no luck");'))).error,
      'STRATEGY_FAILED mine.js:3: Error: no luck (in start).',
    );
    assert.match(
      (await refusal(run('return "BUY";'))).error,
      /^STRATEGY_FAILED mine\.js: TypeError: start must give a function of a bar \(in start\)\.$/,
    );
  });

  it('are told when a bar is changed or the parameters are', async () => {
    const strategy = await load(
      'mine.js',
      `const p = { kind: 'number', default: 0, min: 0, max: 1, summary: 'x' };`,
      `export default { name: 'mine', params: { p }, start: params => { params.p = 1; return () => 'BUY'; } };`,
    );
    assert.match(
      (await refusal((async () => ruleTrack(strategy, { p: 0 }, closes))())).error,
      /^STRATEGY_FAILED mine\.js:2: TypeError: Cannot assign to read only property 'p'/,
    );
  });

  it('does not let it change the bars that others see', async () => {
    await run('return bar => { bar.close = 99; return "HOLD"; };');
    assert.deepEqual([...closes.close], [1, 2, 3, 2, 1]);
  });
});
