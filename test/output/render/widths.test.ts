import assert from 'node:assert/strict';
import { done, failed } from '../../../src/lib/app/halt/step.ts';
import { REASONS, type Reason } from '../../../src/lib/core/reason.ts';
import { renderDoctor } from '../../../src/output/render/doctor.ts';
import { renderVerdict } from '../../../src/output/render/journal-verify.ts';
import { renderBreakEven } from '../../../src/output/render/learn-breakeven.ts';
import { renderLearnEvaluation } from '../../../src/output/render/learn-evaluate.ts';
import { renderLearnReset } from '../../../src/output/render/learn-reset.ts';
import { renderLearnStatus } from '../../../src/output/render/learn-status.ts';
import { renderModelChoice } from '../../../src/output/render/model-choice.ts';
import { renderModelsList } from '../../../src/output/render/models-list.ts';
import { renderModel } from '../../../src/output/render/models-show.ts';
import { renderPositions } from '../../../src/output/render/positions.ts';
import { renderAccepted } from '../../../src/output/render/positions-accept.ts';
import { renderPredict } from '../../../src/output/render/predict.ts';
import { renderRuns } from '../../../src/output/render/runs.ts';
import type { Screen } from '../../../src/output/render/screen.ts';
import { renderStatus } from '../../../src/output/render/status.ts';
import { renderArmed, renderArmPlan, renderDisarmed } from '../../../src/output/render/trade-arm.ts';
import { renderAudit } from '../../../src/output/render/trade-audit.ts';
import { renderFlatten, renderFlattenPlan } from '../../../src/output/render/trade-flatten.ts';
import { renderHalt, renderResume } from '../../../src/output/render/trade-halt.ts';
import { renderReplays } from '../../../src/output/render/trade-replay.ts';
import { renderTick } from '../../../src/output/render/trade-tick.ts';
import { renderWhy } from '../../../src/output/render/trade-why.ts';
import { renderTrades } from '../../../src/output/render/trades.ts';
import { renderTrainCycle } from '../../../src/output/render/train-cycle.ts';
import { renderTrainStatus } from '../../../src/output/render/train-status.ts';
import { auditReport, replay, tickStory } from '../../support/audit-views.ts';
import {
  breakEvenRows,
  gateView,
  learnEvaluation,
  learnStatus,
  modelChoice,
} from '../../support/learning-views.ts';
import {
  account,
  armPlan,
  book,
  evaluation,
  forecast,
  haltReport,
  jobSummary,
  model,
  runsReport,
  runsSummary,
  screen,
  status,
  trade,
  training,
} from '../../support/views.ts';

const LONG = 'the exchange answers slowly and nobody knows why, so that a person should look at it first';
const AT = '2026-09-22T00:05:00.000Z';
const reasons = Object.keys(REASONS) as Reason[];
const rich = book({ cash: 9_876_543.21, equity: 10_123_456.78, profit: -123_456.78, turnover: 98_765_432.1 });
const worth = { cash: '9876543.21', equity: '10123456.78' };
const trained = {
  experts: [],
  assetClass: 'crypto' as const,
  model: 'crypto-20260920t0000-2e791892',
  refused: null,
  rows: 20_000,
  evaluation: evaluation(),
  breakEven: 0.4576,
};

/** Every view with the longest texts and the largest numbers that it may have to show. */
const VIEWS: Readonly<Record<string, (screen: Screen) => string>> = {
  predict: on =>
    renderPredict(
      [forecast(), ...reasons.map(reason => ({ symbol: 'ETH/USD', assetClass: 'crypto' as const, reason }))],
      on,
    ),
  'train cycle': on =>
    renderTrainCycle(
      {
        cycle: 12_345,
        at: '2026-09-22T00:05:00.000Z',
        collected: [{ symbol: 'GOOGL', newBars: 50_000, newSamples: 50_000, matured: 50_000, note: null }],
        trained: [trained, { ...trained, model: null, refused: LONG, evaluation: null }],
        forecasts: [
          forecast(),
          { symbol: 'ETH/USD', assetClass: 'crypto', reason: 'BELOW_MIN_BUYING_POWER' },
        ],
        nextTrainingIn: 4,
      },
      on,
    ),
  'train status': on =>
    renderTrainStatus(training({ classes: [{ ...training().classes[0]!, trouble: LONG }] }), on),
  'models list': on =>
    renderModelsList([model(), model({ current: false, detail: null, trouble: LONG })], on),
  'models show': on => renderModel({ model: model(), gate: gateView() }, on),
  'learn status': on => renderLearnStatus(learnStatus(), on),
  'learn evaluate': on => renderLearnEvaluation(learnEvaluation(), on),
  'learn breakeven': on => renderBreakEven(breakEvenRows(), on),
  'models promote': on => renderModelChoice(modelChoice(), on),
  'learn reset': on => renderLearnReset({ what: 'all', reason: LONG, generation: 12 }, on),
  'trade tick': on =>
    renderTick(
      {
        orders: [],
        warnings: [],
        slot: 1,
        at: '2026-09-22T00:05:00.000Z',
        outcomes: reasons.map(reason => ({
          symbol: 'BTC/USD',
          reason,
          rule: 'min-buying-power',
          limit: '25.00',
          value: '3.17',
        })),
        halted: LONG,
        worth: { main: worth, control: worth },
        open: 2,
      },
      on,
    ),
  'trade halt': on =>
    renderHalt(
      haltReport({
        reason: LONG,
        steps: { file: done('state/HALT'), cancel: failed(LONG), suspend: failed(LONG) },
      }),
      on,
    ),
  'trade resume': on =>
    renderResume({ halted: false, reason: LONG, changed: true, journalled: true, broker: done(LONG) }, on),
  'trade arm, before': on =>
    renderArmPlan(armPlan({ blocked: LONG, cash: 9_876_543.21, withoutEvidence: true }), on),
  'trade arm': on => renderArmed({ account: '912345678', armedAt: AT, until: AT, withoutEvidence: true }, on),
  'trade disarm': on => renderDisarmed({ changed: true, journalled: true }, on),
  'trade flatten, before': on => renderFlattenPlan(rich.positions, on),
  'trade flatten': on =>
    renderFlatten(
      {
        held: rich.positions,
        cancel: failed(LONG),
        tick: {
          warnings: [],
          orders: [],
          slot: 1,
          at: AT,
          outcomes: reasons.map(reason => ({ symbol: 'BTC/USD', reason })),
          halted: null,
          worth: { main: worth, control: worth },
          open: 0,
        },
      },
      on,
    ),
  'positions accept': on =>
    renderAccepted(
      {
        changed: true,
        cash: { before: 9_876_543.21, after: 10_123_456.78 },
        coins: [{ symbol: 'BTC/USD', before: 12_345.123456789, after: 0 }],
        lost: ['hive-0123456789-BTCUSD-buy-1779500400'],
      },
      on,
    ),
  doctor: on =>
    renderDoctor(
      {
        checks: (['ok', 'info', 'warning', 'problem', 'skipped'] as const).map(state => ({
          id: 'journal',
          title: 'Buying power',
          state,
          seen: LONG,
          todo: state === 'ok' ? null : LONG,
        })),
        problems: 1,
        warnings: 1,
      },
      on,
    ),
  positions: on => renderPositions(account({ main: rich, openOrders: ['hive-sim-BTCUSD-buy-14916242'] }), on),
  trades: on =>
    renderTrades(
      {
        trades: [trade({ reason: 'BELOW_MIN_BUYING_POWER', qty: '12345.123456789' })],
        total: 2,
        totals: { bought: '98765432.10', sold: '98765432.10', fees: '98765.43', realised: '-123456.78' },
      },
      on,
    ),
  status: on =>
    renderStatus(
      status({
        halted: LONG,
        lastTick: {
          ...status().lastTick!,
          reasons: reasons.map(reason => ({ symbol: 'BTC/USD', reason, meaning: REASONS[reason] })),
        },
        account: account({ main: rich }),
      }),
      on,
    ),
  'status, with needs': on =>
    renderStatus(
      status({
        needs: [{ id: 'runs', title: 'Runs', state: 'warning', says: LONG, todo: LONG }],
        runs: runsSummary({
          jobs: [jobSummary({ last: { ...jobSummary().last!, says: LONG }, why: LONG })],
        }),
      }),
      on,
    ),
  runs: on =>
    renderRuns(
      runsReport({
        jobs: runsReport().jobs.map(job => ({
          ...job,
          spans: job.spans.map(each => ({ ...each, says: LONG })),
        })),
      }),
      { each: false },
      on,
    ),
  'runs --each': on =>
    renderRuns(
      runsReport({ runs: runsReport().runs.map(run => ({ ...run, says: LONG })) }),
      { each: true },
      on,
    ),
  'journal verify': on =>
    renderVerdict(
      {
        records: 1_234_567,
        lastHash: 'e166952e766e4e566801c8b045504aaa3c7574d1f9f836d50e7eb91faf0fdf08',
        firstAt: '2026-09-21T00:05:00.000Z',
        lastAt: '2026-09-22T00:07:00.000Z',
        trades: 12_345,
        checks: ['hash chain', 'order of records', 'realised + unrealised = equity - starting cash'],
        faults: [LONG],
      },
      on,
    ),
  'trade audit': on => renderAudit(auditReport(), on),
  'trade why': on => renderWhy(tickStory(), on),
  'trade replay': on => renderReplays([replay()], on),
  'trade replay --all': on => renderReplays([replay(), replay()], on),
};

describe('every view', () => {
  for (const [name, render] of Object.entries(VIEWS)) {
    for (const width of [60, 80]) {
      it(`${name} fits ${width} columns`, () => {
        const tooLong = render(screen(width))
          .split('\n')
          .filter(line => line.length > width);
        assert.deepEqual(tooLong, []);
      });
    }

    it(`${name} says first what kind of market it is about`, () => {
      assert.equal(render(screen()).split('\n')[0], 'SIMULATED');
    });

    it(`${name} says the same without colours`, () => {
      const esc = String.fromCharCode(27);
      const coloured = render({ ...screen(), colour: true });
      assert.ok(coloured.includes(esc));
      assert.equal(coloured.replaceAll(new RegExp(`${esc}\\[\\d+m`, 'g'), ''), render(screen()));
    });

    it(`${name} leaves no blank at the end of a line`, () => {
      assert.doesNotMatch(render(screen()), /[ \t]$/m);
    });
  }
});
