import assert from 'node:assert/strict';
import type { ClassDrift, ClassEvaluation } from '../../../../src/lib/dashboards/training/answers.ts';
import { isBetterThanLast, isGood, isStillGood } from '../../../../src/lib/dashboards/training/judgement.ts';
import { sampleAnswers, sampleEvaluation } from '../../../support/sample-training.ts';

const compared = (): ClassEvaluation =>
  structuredClone(sampleAnswers()['/api/training/evaluation'].classes[0]!);
const drift = (...verdicts: ClassDrift['features'][number]['verdict'][]): ClassDrift => {
  const [first] = sampleAnswers()['/api/training/drift'].classes;
  return {
    ...first!,
    features: verdicts.map((verdict, i) => ({ ...first!.features[0]!, feature: `f${i}`, verdict })),
  };
};

describe('whether a model is any good', () => {
  it('cannot be told while the interval covers what needs no skill', () => {
    const { says, sentence } = isGood(sampleEvaluation());
    assert.equal(says, null);
    assert.match(sentence, /covers the baseline/);
    assert.match(sentence, /62\.0 % \[53\.0 % to 70\.0 %\] where 58\.0 % needs no skill \(majority\)/);
    assert.match(
      sentence,
      /log loss 0\.660, below climatology 0\.690; 240 predictions, worth 120 independent/,
    );
  });

  it('is told only by an interval that lies above or below all of it', () => {
    assert.equal(isGood(sampleEvaluation({ accuracyInterval95: [0.59, 0.65] })).says, true);
    assert.equal(isGood(sampleEvaluation({ accuracyInterval95: [0.58, 0.65] })).says, null);
    assert.equal(isGood(sampleEvaluation({ accuracyInterval95: [0.5, 0.57] })).says, false);
  });

  it('is held against the best that needs no skill, whichever that is', () => {
    const baselines = { majority: 0.5, persistence: 0.61, alwaysLong: 0.52 };
    const { says, sentence } = isGood(sampleEvaluation({ accuracyInterval95: [0.55, 0.7], baselines }));
    assert.equal(says, null);
    assert.match(sentence, /61\.0 % needs no skill \(persistence\)/);
  });

  it('is not said of probabilities that are no better than the base rate', () => {
    const { says, sentence } = isGood(sampleEvaluation({ accuracyInterval95: [0.6, 0.7], logLoss: 0.69 }));
    assert.equal(says, null);
    assert.match(sentence, /no better than the base rate/);
    assert.match(sentence, /not below climatology/);
  });
});

describe('whether a model is still good', () => {
  it('names what drifted', () => {
    const { says, sentence } = isStillGood(drift('stable', 'drifted', 'shifting'));
    assert.equal(says, false);
    assert.equal(sentence, '1 of 3 features drifted since it was trained: f1.');
  });

  it('cannot be told while something shifts, or chance reaches as far', () => {
    assert.equal(isStillGood(drift('stable', 'shifting')).says, null);
    assert.equal(isStillGood(drift('stable', 'unknown')).says, null);
    assert.equal(isStillGood(drift()).says, null);
  });

  it('is told when all of it is as it was', () => {
    assert.equal(isStillGood(drift('stable', 'stable')).says, true);
  });
});

describe('whether a model is better than the last', () => {
  it('cannot be told while the interval of the difference covers zero', () => {
    const { says, sentence } = isBetterThanLast(compared());
    assert.equal(says, null);
    assert.match(sentence, /\+7\.0 points \[-5\.7 to \+19\.0\] against crypto-0001-abc/);
  });

  it('is told when it does not', () => {
    const row = compared();
    const challenger = {
      ...row.challenger!,
      evaluation: sampleEvaluation({ accuracy: 0.4, accuracyInterval95: [0.35, 0.45] }),
    };
    assert.equal(isBetterThanLast({ ...row, challenger }).says, true);
    assert.equal(isBetterThanLast({ ...row, champion: challenger, challenger: row.champion }).says, false);
  });

  it('is not told without another model, or without a record', () => {
    assert.match(isBetterThanLast({ ...compared(), challenger: null }).sentence, /no other model yet/);
    const row = compared();
    const bare = { ...row.challenger!, evaluation: null };
    assert.equal(isBetterThanLast({ ...row, challenger: bare }).says, null);
    assert.equal(isBetterThanLast({ ...row, champion: null }).says, null);
  });
});
