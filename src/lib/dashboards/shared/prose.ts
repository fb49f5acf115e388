/** A sentence whose figures are not torn from their per cent signs at the end of a line. */
export const prose = (text: string): string => text.replaceAll(/(\d) %/g, '$1\u00a0%');

/** A sentence of a clause: a capital in front, a full stop behind. */
export const sentence = (clause: string): string =>
  prose(`${clause.charAt(0).toUpperCase()}${clause.slice(1)}${/[.!?]$/.test(clause) ? '' : '.'}`);
