import assert from 'node:assert/strict';
import ts from 'typescript';
import { nodesOf, placeOf, type SourceFile, sourceFiles } from './source-files.ts';

interface Ban {
  readonly what: string;
  readonly because: string;
  /** Files that may, from the root of the project. */
  readonly except: RegExp | null;
  readonly isHit: (node: ts.Node) => boolean;
}

const access = (pattern: RegExp) => (node: ts.Node) =>
  ts.isPropertyAccessExpression(node) && pattern.test(node.getText());

/** Only these tell the time: one in a command, one in a browser. */
const CLOCK = /^src\/lib\/(?:app\/(?:compose|system-clock)|dashboards\/shared\/browser\/clock)\.ts$/;

const BANS: readonly Ban[] = [
  {
    what: 'the clock (Date.now, performance.now)',
    because: 'time is an argument, so that a tick can be replayed',
    except: CLOCK,
    isHit: access(/^(?:Date|performance)\.now$/),
  },
  {
    what: 'new Date() of now',
    because: 'it reads the clock',
    except: CLOCK,
    isHit: node =>
      ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length,
  },
  {
    what: 'Math.random',
    because: 'randomness has a seed, so that a run can be repeated',
    except: null,
    isHit: access(/^Math\.random$/),
  },
  {
    what: 'process.env',
    because: 'lib/config/environment is the only reader of the environment',
    except: /^src\/lib\/config\/environment\.ts$/,
    isHit: access(/^process\.env$/),
  },
  {
    what: 'console',
    because: 'it would break into the one document that --json prints',
    except: null,
    isHit: access(/^console\./),
  },
  {
    what: 'process.exit',
    because: 'it cuts off output that is still being written',
    except: null,
    isHit: access(/^process\.exit$/),
  },
  {
    what: 'the type any',
    because: 'it turns the compiler off',
    except: null,
    isHit: node => node.kind === ts.SyntaxKind.AnyKeyword,
  },
];

const hits = (file: SourceFile, ban: Ban): string[] =>
  ban.except?.test(file.path)
    ? []
    : [...nodesOf(file.tree)].filter(ban.isHit).map(node => placeOf(file, node));

describe('src', () => {
  for (const ban of BANS) {
    it(`does not use ${ban.what}: ${ban.because}`, () => {
      assert.deepEqual(
        sourceFiles.flatMap(file => hits(file, ban)),
        [],
      );
    });
  }
});
