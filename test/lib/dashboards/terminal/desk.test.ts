import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changed,
  type Desk,
  type DeskAction,
  deskOf,
  firstDesk,
  screensShown,
} from '../../../../src/lib/dashboards/terminal/desk/desk.ts';
import { permalink, screensOf } from '../../../../src/lib/dashboards/terminal/desk/permalink.ts';
import { screen } from '../../../../src/lib/dashboards/terminal/desk/screen.ts';
import {
  goBack,
  goForward,
  goTo,
  LONGEST_TRAIL,
  trailOf,
} from '../../../../src/lib/dashboards/terminal/desk/trail.ts';
import {
  lineAt,
  newer,
  older,
  remembered,
  typedLines,
} from '../../../../src/lib/dashboards/terminal/desk/typed-lines.ts';
import { FUNCTIONS } from '../../../../src/lib/dashboards/terminal/functions/registry.ts';
import { anyScreen } from './arbitrary.ts';

const anyPanel = fc.integer({ min: 0, max: 4 });
const anyAction: fc.Arbitrary<DeskAction> = fc.oneof(
  fc.record({ kind: fc.constant('go' as const), panel: anyPanel, screen: anyScreen }),
  fc.record({
    kind: fc.constantFrom('back' as const, 'forward' as const, 'focus' as const),
    panel: anyPanel,
  }),
  fc.record({
    kind: fc.constant('layout' as const),
    panels: fc.constantFrom(1 as const, 2 as const, 4 as const),
  }),
  fc.record({
    kind: fc.constant('open' as const),
    screens: fc.array(anyScreen, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constantFrom('maximise' as const, 'reset' as const) }),
);

describe('the desk', () => {
  it('begins with chart, positions, watchlist and events', () => {
    assert.equal(permalink(screensShown(firstDesk()), FUNCTIONS), '#/BTC-USD/GP|/POS|/W|/TOP');
  });

  it('has 1, 2 or 4 panels and its focus in one of them, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 30 }), actions => {
        const desk = actions.reduce<Desk>(changed, firstDesk());
        assert.ok([1, 2, 4].includes(desk.panels.length));
        assert.ok(desk.focus >= 0 && desk.focus < desk.panels.length);
        assert.ok(!desk.maximised || desk.panels.length > 1);
      }),
    );
  });

  it('keeps the focused panel when there is room for fewer', () => {
    const desk = changed(changed(firstDesk(), { kind: 'focus', panel: 2 }), { kind: 'layout', panels: 1 });
    assert.deepEqual(screensShown(desk), [screen('W')]);
    const two = changed(changed(firstDesk(), { kind: 'focus', panel: 3 }), { kind: 'layout', panels: 2 });
    assert.deepEqual([screensShown(two), two.focus], [[screen('GP', 'BTC/USD'), screen('TOP')], 1]);
  });

  it('fills a larger layout with the usual screens that are not shown yet', () => {
    const desk = changed(deskOf([screen('POS')]), { kind: 'layout', panels: 4 });
    assert.deepEqual(
      screensShown(desk).map(({ code }) => code),
      ['POS', 'GP', 'W', 'TOP'],
    );
  });

  it('goes along the trail of a panel with the back and forward of the browser', () => {
    const [first, second] = [screen('POS'), screen('ORD')];
    const there = changed(deskOf([first]), { kind: 'go', panel: 0, screen: second });
    const back = changed(there, { kind: 'open', screens: [first] });
    assert.deepEqual(back.panels[0], { past: [], now: first, future: [second] });
    assert.deepEqual(changed(back, { kind: 'open', screens: [second] }), there);
  });
});

describe('the trail of a panel', () => {
  it('goes back where it came from and forward again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: LONGEST_TRAIL }), fc.integer(), (steps, next) => {
        const trail = steps.reduce(goTo, trailOf(0));
        const there = goTo(trail, next);
        assert.equal(goBack(there).now, trail.now);
        assert.equal(goForward(goBack(there)).now, next);
        assert.ok(there.past.length <= LONGEST_TRAIL);
      }),
    );
  });

  it('stays where there is nothing to go to', () => {
    const trail = trailOf('here');
    assert.equal(goBack(trail), trail);
    assert.equal(goForward(trail), trail);
  });
});

describe('lines that were typed', () => {
  it('come back with the arrow keys, and so does what was being typed', () => {
    const known = remembered(remembered(typedLines(), 'POS'), 'ORD');
    const first = older(known, 'BTC');
    const second = older(first, lineAt(first));
    assert.deepEqual([first, second, older(second, 'POS')].map(lineAt), ['ORD', 'POS', 'POS']);
    const back = newer(newer(second)!)!;
    assert.deepEqual([lineAt(back), newer(back)], ['BTC', null]);
  });

  it('are remembered once, the newest first', () => {
    const known = ['POS', 'ORD', 'POS'].reduce(remembered, typedLines());
    assert.deepEqual(known.lines, ['POS', 'ORD']);
  });
});

describe('permalinks', () => {
  it('lead back to the screens that they were made of', () => {
    fc.assert(
      fc.property(fc.array(anyScreen, { minLength: 1, maxLength: 4 }), screens => {
        assert.deepEqual(screensOf(permalink(screens, FUNCTIONS), FUNCTIONS), screens);
        assert.deepEqual(screensOf(encodeURI(permalink(screens, FUNCTIONS)), FUNCTIONS), screens);
      }),
    );
  });

  it('name function, symbol and interval', () => {
    assert.equal(permalink([screen('GP', 'AAPL', '1h')], FUNCTIONS), '#/AAPL/GP?tf=1h');
    assert.deepEqual(screensOf('#/btc/gp', FUNCTIONS), [screen('GP', 'BTC/USD')]);
    assert.deepEqual(screensOf('#/BTC/USD/GP', FUNCTIONS), [screen('GP', 'BTC/USD')]);
    assert.deepEqual(screensOf('#/BT?id=4f2a', FUNCTIONS), [screen('BT', null, '4f2a')]);
  });

  it('that name nothing of ours are no permalinks', () => {
    for (const hash of [
      ...[
        '',
        '#main',
        '#/',
        '#/NOPE',
        '#/GP',
        '#/BTC/POS',
        '#/<b>/GP',
        '#/AAPL/GP?tf=7y',
        '#/POS?id=1',
        '#/%E0%A4%A',
      ],
      ...['#/BT?id=../../etc', '#/POS|/POS|/POS|/POS|/POS', '#/constructor', '#/AAPL/__proto__'],
    ])
      assert.equal(screensOf(hash, FUNCTIONS), null, hash);
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.string(), text => void screensOf(`#/${text}`, FUNCTIONS)));
  });
});
