import { type Child, h, type ViewNode } from '../node.ts';

/**
 * A place that a browser's script fills, with what stands there without one. `settings` are what the script needs to
 * know beside the page's state.
 */
export const island = (
  {
    id,
    kind,
    label,
    settings = {},
  }: {
    readonly id: string;
    readonly kind: string;
    /** For screen readers: what the picture shows. */
    readonly label: string;
    readonly settings?: Readonly<Record<string, string>>;
  },
  ...fallback: Child[]
): ViewNode =>
  h(
    'div',
    {
      key: id,
      id,
      class: `island ${kind}`,
      'data-island': kind,
      role: 'group',
      'aria-label': label,
      ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`data-${name}`, value])),
    },
    fallback,
  );
