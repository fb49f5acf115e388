import { h, type ViewNode } from '../../shared/node.ts';

/** A command to type, what it does, and a button that copies it. */
export const copyCommand = (command: string, does: string): ViewNode =>
  h(
    'li',
    { key: command },
    h('code', {}, command),
    ` ${does} `,
    h(
      'button',
      { type: 'button', class: 'copy', 'data-action': 'copy', 'data-text': command },
      'Copy',
      h('span', { class: 'unseen' }, ` the command ${command}`),
    ),
  );
