import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { metrics, schema } from '../../../src/lib/app/schemas/backtest.ts';
import { backtestReport } from '../../../src/output/report/backtest-report.ts';
import { pageScript } from '../../../src/output/report/page-script.ts';
import { type SampleBacktest, sampleBacktest } from '../../support/backtest-output.ts';

const sample = sampleBacktest();
const reportOf = ({ output, bars, benchmark }: SampleBacktest) =>
  backtestReport({ output, bars, benchmark, version: '0.1.0' });
const page = reportOf(sample);

const contents = (html: string, element: 'script' | 'style') =>
  [...html.matchAll(new RegExp(`<${element}([^>]*)>([\\s\\S]*?)</${element}>`, 'g'))].map(
    ([, attributes, text]) => ({
      attributes: attributes!,
      text: text!,
    }),
  );

/** What a reader sees and a browser parses as markup: without scripts, styles and data. */
const markup = (html: string) => html.replaceAll(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, '');

const dataOf = (html: string) =>
  JSON.parse(contents(html, 'script').find(each => /json/.test(each.attributes))!.text);

describe('the sample of a backtest', () => {
  it('is what the schema of a result says, of every kind', () => {
    for (const options of [{}, { shorts: true, walkForward: true }, { interval: '1d', days: 800 }] as const)
      schema.parse(sampleBacktest(options).output);
  });
});

describe('backtestReport', () => {
  it('begins with the banner and the verdict', () => {
    const text = markup(page).replaceAll(/<[^>]+>/g, ' ');
    const places = ['SIMULATED market, seed 2', sample.output.deflation.verdict, 'Key figures'].map(part =>
      text.indexOf(part),
    );
    assert.ok(places.every(place => place > 0));
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
  });

  it('says of imported bars that they are', () => {
    const data = { ...sample.output.data, market: 'real' };
    const real = reportOf({ ...sample, output: { ...sample.output, data } });
    assert.match(real, /<p class="banner">Backtest on imported bars/);
    assert.doesNotMatch(markup(real), /SIMULATED/);
  });

  it('names every figure of the schema', () => {
    const keys = Object.keys(metrics.shape);
    assert.deepEqual(
      keys.filter(key => !page.includes(`<code>${key}</code>`)),
      [],
    );
  });

  it('escapes every text of its user', () => {
    const evil = `"'><img src=x onerror=alert(1)></script><script>alert(1)</script><!--&`;
    const { output, bars } = sample;
    const learned = sampleBacktest({ walkForward: true }).output.walk_forward!;
    const trades = output.trades.map(trade => ({ ...trade, pair: evil, enter_tag: evil, regime: evil }));
    const groups = [{ ...output.results_per_pair[0]!, key: evil }];
    const found = [{ kind: evil, count: 1, firstLine: 1, example: evil }];
    const hostile: SampleBacktest = {
      ...sample,
      bars: bars.map(series => ({ ...series, symbol: evil })),
      output: {
        ...output,
        strategy: evil,
        params: { [evil]: evil },
        seed: 1,
        version: evil,
        module_sha256: evil,
        fingerprint: evil,
        id: evil,
        best_pair: evil,
        worst_pair: evil,
        data: {
          ...output.data,
          source: evil,
          market: `simulated/${evil}/${evil}`,
          symbols: [evil],
          notes: [evil],
          repairs: found,
          dropped: found,
          sha256: evil,
        },
        execution: { ...output.execution, sizing: evil },
        results_per_pair: groups,
        results_per_enter_tag: groups,
        exit_reason_summary: groups,
        mix_tag_stats: groups,
        results_per_regime: groups,
        left_open_trades: groups,
        deflation: { ...output.deflation, verdict: evil },
        checks: [{ name: 'lookahead', passed: false, points: 1, found: [evil] }],
        failed: [evil],
        walk_forward: { ...learned, folds: [{ ...learned.folds[0]!, refused: evil }] },
        trades,
      },
    };
    const html = reportOf(hostile);
    assert.doesNotMatch(html, /<img|<!--/);
    assert.equal(contents(html, 'script').length, 4);
    assert.equal(html.match(/<script/g)!.length, 4);
    assert.equal(dataOf(html).words[0], evil);
    // Every tag has the attributes that the page gives it and no others.
    const names = [...markup(html).matchAll(/<[a-z][^>]*>/g)].flatMap(([tag]) =>
      [...tag.replaceAll(/"[^"]*"/g, '').matchAll(/\s([\w-]+)/g)].map(([, name]) => name!),
    );
    assert.deepEqual(
      [...new Set(names)].filter(name => /^(?:on|src|style|action|formaction)/.test(name)),
      [],
    );
  });

  it('lets nothing be loaded: its policy names no source but the hashes of what it carries', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
    const scripts = contents(page, 'script').filter(({ attributes }) => !attributes.includes('json'));
    const styles = contents(page, 'style');
    assert.equal(scripts.length, 3);
    assert.equal(styles.length, 1);
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      `style-src ${hash(styles[0]!.text)}`,
      `script-src ${scripts.map(({ text }) => hash(text)).join(' ')}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('refers to nothing outside: no source, no style from elsewhere, no address but the one a licence asks for', () => {
    assert.doesNotMatch(markup(page), /\s(?:src|srcset|poster|data|action|style)=/);
    const targets = [...markup(page).matchAll(/\shref="([^"]*)"/g)].map(([, target]) => target!);
    assert.deepEqual(
      targets.filter(target => !target.startsWith('#')),
      ['https://www.tradingview.com/'],
    );
    for (const { text } of contents(page, 'style')) assert.doesNotMatch(text, /url\(|@import|https?:|\/\//);
    const addresses = contents(page, 'script').flatMap(
      ({ text }) => text.match(/(?:https?:)?\/\/[\w-]+\.[\w./-]+/g) ?? [],
    );
    // The namespace of SVG, the notices of two licences, and the mark that is switched off.
    assert.deepEqual([...new Set(addresses)].sort(), [
      'http://www.w3.org/2000/svg',
      'https://github.com/leeoniya/uPlot',
      'https://www.apache.org/licenses/LICENSE-2.0',
      'https://www.tradingview.com/',
    ]);
  });

  it('has headings in order, and tables with captions and scopes', () => {
    const levels = [...markup(page).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    assert.equal(levels[0], 1);
    assert.equal(levels.filter(level => level === 1).length, 1);
    levels.slice(1).forEach((level, i) => {
      assert.ok(level <= levels[i]! + 1, `h${levels[i]} is followed by h${level}`);
    });
    const tables = [...markup(page).matchAll(/<table[\s\S]*?<\/table>/g)].map(([table]) => table);
    assert.ok(tables.length > 15);
    for (const table of tables) {
      assert.match(table, /<caption/);
      assert.doesNotMatch(table, /<th(?=[\s>])(?! scope="(?:col|row)")/);
    }
    const ids = [...markup(page).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, id] of markup(page).matchAll(/(?:aria-labelledby|aria-describedby|href)="#?([\w-]+)"/g))
      assert.ok(ids.includes(id!), id);
  });

  it('says the same every time', () => {
    assert.equal(reportOf(sampleBacktest()), page);
  });

  it('has a dash where a figure is undefined, and stands without trades, equity, bars and folds', () => {
    const { output } = sample;
    const nothing = Object.fromEntries(
      Object.entries(metrics.shape).map(([key, type]) => [
        key,
        type.safeParse(null).success ? null : output[key as 'wins'],
      ]),
    );
    const periodic_breakdown = { day: [], week: [], month: [] };
    const bare = {
      ...output,
      ...nothing,
      total_trades: 0,
      trades: [],
      equity: [],
      periodic_breakdown,
      checks: [],
    };
    const empty = reportOf({ output: { ...bare, results_per_pair: [] }, bars: [], benchmark: [] });
    const text = markup(empty).replaceAll(/<[^>]+>/g, ' ');
    assert.match(text, /There are no trades\./);
    assert.match(text, /Sharpe\s+–/);
    assert.doesNotMatch(text, /NaN|Infinity|undefined|null/);
    assert.doesNotMatch(markup(page).replaceAll(/<[^>]+>/g, ' '), /NaN|Infinity|undefined|null/);
  });
});

describe('the size of a report', () => {
  it('is under 1.5 MB for five years of days', () => {
    const daily = sampleBacktest({ interval: '1d', days: 1826 });
    const bytes = Buffer.byteLength(reportOf(daily));
    assert.ok(bytes < 1_500_000, `${bytes} bytes`);
  });

  it('stays small with 50,000 trades: the newest 5,000 are in it, the first 500 of them as rows, and it says so', () => {
    const { output } = sample;
    const one = output.trades[0]!;
    const trades = Array.from({ length: 50_000 }, (_, i) => ({
      ...one,
      enter_tag: i < 45_000 ? 'old' : 'new',
    }));
    const html = reportOf({ ...sample, output: { ...output, trades, total_trades: trades.length } });
    const data = dataOf(html);
    assert.equal(data.trades.length, 5_000);
    assert.equal(data.firstTrade, 45_001);
    assert.ok(!data.words.includes('old'));
    const table = /<table id="trade-table"[\s\S]*?<\/table>/.exec(html)![0];
    assert.equal(table.match(/<tr>/g)!.length, 1 + 500);
    assert.match(table, /The newest 5,000 of 50,000 are in this page/);
    assert.ok(Buffer.byteLength(html) < 2_000_000);
  });
});

describe('the script of a report', () => {
  it('is one program without imports and exports', () => {
    const text = pageScript();
    assert.doesNotMatch(text, /^(?:import|export)\b/m);
    assert.doesNotThrow(() => new Script(`(() => {${text}})`));
  });
});
