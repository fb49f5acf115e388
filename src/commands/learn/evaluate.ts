import { HiveCommand } from '../../base-command.ts';
import type { LearnEvaluation } from '../../lib/app/learn/learn-evaluate.ts';

export default class LearnEvaluate extends HiveCommand<typeof LearnEvaluate> {
  static override readonly schemaName = 'learn-evaluate';
  static override summary = 'Judge the policy by what the journal holds, before its stakes are used.';
  static override description =
    'Off policy: decisions are weighed by how likely the policy would have made them (inverse propensity, ' +
    'self-normalised, doubly robust, with a lower bound that holds at any time). With full information: what its ' +
    'stakes would have earned, since prices do not depend on them. Nothing is changed; learning.policy says whether ' +
    'the stakes are used.';
  static override examples = [
    { description: 'May the policy be used?', command: '<%= config.bin %> learn evaluate' },
    {
      description: 'For a script',
      command: "<%= config.bin %> learn evaluate --json | jq '{proposed: .data.proposed, says: .data.says}'",
    },
    {
      description: 'Of another home folder',
      command: '<%= config.bin %> learn evaluate --home ~/hive-paper',
    },
  ];

  protected override async work() {
    const app = await this.app();
    const evaluation = await app.learnEvaluate();
    return { data: evaluation, text: () => this.#text(evaluation) };
  }

  async #text(evaluation: LearnEvaluation): Promise<string> {
    const { renderLearnEvaluation } = await import('../../output/render/learn-evaluate.ts');
    return renderLearnEvaluation(evaluation, await this.screen());
  }
}
