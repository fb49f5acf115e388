import assert from 'node:assert/strict';
import { ABLATIONS } from '../../../src/lib/lab/experiment.ts';
import { EXPERIMENTS } from '../../../src/lib/lab/experiments/index.ts';
import { type LabRequest, planTasks, runTask } from '../../../src/lib/lab/plan.ts';

const named = (id: string) => EXPERIMENTS.find(one => one.id === id)!;
const request = (more: Partial<LabRequest> = {}): LabRequest => ({
  ...{ experiments: [named('control-arm')], quick: false, seed: 42, seeds: 50, ticks: 100, market: null },
  without: [],
  ...more,
});

describe('planTasks', () => {
  it('covers every seed of every case once', () => {
    const tasks = planTasks(request());
    for (const caseId of ['costly', 'free']) {
      const own = tasks.filter(task => task.caseId === caseId);
      const covered = own.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
      assert.deepEqual(covered, [...Array(50).keys()]);
    }
  });

  it('does an experiment once more for each thing that is switched off and matters to it', () => {
    const experiments = [named('honesty'), named('control-arm')];
    const tasks = planTasks(request({ experiments, without: ['purge'], seeds: 1 }));
    assert.deepEqual(
      tasks.map(({ experiment, without }) => [experiment, without]),
      [
        ['honesty', null],
        ['honesty', null],
        ['honesty', 'purge'],
        ['honesty', 'purge'],
        ['control-arm', null],
        ['control-arm', null],
      ],
    );
  });

  it('keeps to a market', () => {
    const experiments = [named('power')];
    const tasks = planTasks(request({ experiments, market: 'E2', seeds: 1 }));
    assert.deepEqual(new Set(tasks.map(({ caseId }) => caseId)), new Set(['five-bar', 'five-bar-graded']));
  });
});

describe('runTask', () => {
  const task = { ...{ experiment: 'control-arm', caseId: 'free', without: null }, ticks: 100, seed: 42 };

  it('gives each trial a seed by its place, however tasks are cut', () => {
    const whole = runTask(named('control-arm'), { ...task, from: 0, to: 6 });
    const parts = [
      ...runTask(named('control-arm'), { ...task, from: 0, to: 1 }),
      ...runTask(named('control-arm'), { ...task, from: 1, to: 6 }),
    ];
    assert.deepEqual(parts, whole);
    assert.equal(new Set(whole.map(record => JSON.stringify(record))).size, 6);
  });
});

describe('the experiments', () => {
  it('have names, cases and findings of their own', () => {
    assert.equal(new Set(EXPERIMENTS.map(({ id }) => id)).size, EXPERIMENTS.length);
    for (const { id, cases } of EXPERIMENTS) {
      assert.match(id, /^[a-z][a-z-]*$/);
      assert.equal(new Set(cases.map(one => one.id)).size, cases.length, id);
      assert.ok(cases.every(({ seeds, ticks }) => seeds.quick <= seeds.full && ticks.quick <= ticks.full));
    }
    const listened = new Set(EXPERIMENTS.flatMap(({ ablations }) => ablations));
    assert.deepEqual(listened, new Set(ABLATIONS));
  });

  for (const experiment of EXPERIMENTS) {
    it(`${experiment.id} gives plain records, the same for the same trial, and a verdict of each`, () => {
      const results = experiment.cases.map(one => {
        const trial = { caseId: one.id, seed: 7, ticks: 150, without: null };
        const record = experiment.run(trial);
        assert.deepEqual(JSON.parse(JSON.stringify(record)), record);
        return { case: one, ticks: 150, records: [record, experiment.run({ ...trial, seed: 8 })] };
      });
      const first = experiment.cases[0]!;
      const again = experiment.run({ caseId: first.id, seed: 7, ticks: 150, without: null });
      assert.deepEqual(again, results[0]!.records[0]);
      const findings = experiment.judge(results, { quick: true });
      assert.equal(new Set(findings.map(({ id }) => id)).size, findings.length);
      assert.ok(findings.length >= experiment.cases.length / 2);
      for (const { value, trials } of findings)
        assert.ok(value === null || Number.isFinite(value), `${trials}`);
    });
  }
});
