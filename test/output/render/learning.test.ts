import assert from 'node:assert/strict';
import { renderBreakEven } from '../../../src/output/render/learn-breakeven.ts';
import { renderLearnEvaluation } from '../../../src/output/render/learn-evaluate.ts';
import { renderLearnReset } from '../../../src/output/render/learn-reset.ts';
import { renderLearnStatus } from '../../../src/output/render/learn-status.ts';
import { renderModelChoice } from '../../../src/output/render/model-choice.ts';
import {
  breakEvenRows,
  gateView,
  learnEvaluation,
  learnStatus,
  modelChoice,
} from '../../support/learning-views.ts';
import { screen } from '../../support/views.ts';

const NOTHING = {
  ...{ gate: null, skill: null, experts: null, policy: null, regime: null, rewards: null, returns: null },
};

describe('the text of what was learned', () => {
  it('says the verdict in fixed words, with its numbers, and that a person overrides it', () => {
    const text = renderLearnStatus(learnStatus(), screen());
    assert.match(text, /^Gate: weak evidence$/m);
    assert.match(text, /wealth 5\.20 of 131\.60 wanted, 812 epochs more/);
    assert.match(text, /OVERRIDDEN +traded WITHOUT evidence until 2026-09-29 00:00Z/);
  });

  it('orders experts by weight and shows who sleeps', () => {
    const text = renderLearnStatus(learnStatus(), screen());
    assert.match(text, /^forest-long +62\.0 % +100 % +–$/m);
    assert.match(text, /^together +100\.0 % +62 % +0 %$/m);
  });

  it('names the command while nothing was learned', () => {
    assert.match(renderLearnStatus(NOTHING, screen()), /Run: hive trade tick/);
  });

  it('never says that evidence will come where it does not grow', () => {
    const text = renderLearnStatus(learnStatus({ gate: gateView({ epochsToWanted: null }) }), screen());
    assert.match(text, /never at this growth/);
  });

  it('judges the policy both ways, and says why the journal cannot answer', () => {
    const text = renderLearnEvaluation(learnEvaluation(), screen());
    assert.match(text, /Lower bound +-1\.230 %/);
    const { offPolicy } = learnEvaluation();
    const silent = learnEvaluation({
      offPolicy: {
        ...offPolicy,
        reason: 'few-decisions',
        figures: null,
        why: '3 decisions, at least 30 are needed.',
      },
      fullInformation: null,
    });
    assert.match(
      renderLearnEvaluation(silent, screen()),
      /Answer +none: 3 decisions, at least 30 are needed\./,
    );
  });

  it('marks horizons that are too dear and those that cannot pay', () => {
    const text = renderBreakEven(breakEvenRows(), screen());
    assert.match(text, /^BTC\/USD +1h .+94\.1 % .+too dear$/m);
    assert.match(text, /^BTC\/USD +1d .+59\.4 % +49\.4 %$/m);
    assert.match(text, /^BTC\/USD +3m .+cannot pay$/m);
    assert.match(renderBreakEven([], screen()), /too few stored bars/);
  });

  it('says what is used from here on, and until when', () => {
    const chosen = renderModelChoice(modelChoice(), screen());
    assert.match(
      chosen.replaceAll('\n', ' '),
      /8a49e560, in the place of .+810312cb, until hive models rollback\./,
    );
    const back = renderModelChoice(
      modelChoice({ action: 'rollback', pinned: false, before: null }),
      screen(),
    );
    assert.match(back, /until the next training\./);
  });

  it('says that a gate that begins anew wants more', () => {
    const text = renderLearnReset({ what: 'gate', reason: 'x', generation: 3 }, screen());
    assert.match(text.replaceAll('\n', ' '), /number 3 from here on, and the gate wants more/);
    assert.doesNotMatch(
      renderLearnReset({ what: 'policy', reason: 'x', generation: 1 }, screen()),
      /wants more/,
    );
  });
});
