/** `import … from './x'`, `import './x'` and `export … from './x'`, each at the start of a line. */
const STATIC = /^\s*(?:import|export)\s*(?:[\w$*{},\s]*?\bfrom\s*)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

export interface Imports {
  /** Loaded together with the module. */
  readonly early: readonly string[];
  /** Loaded when they are needed. */
  readonly late: readonly string[];
}

const specifiers = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, specifier = '']) => specifier);

/** What a JavaScript module imports, as it is written there. Imports of types are gone before. */
export const importsOf = (text: string): Imports => ({
  early: specifiers(text, STATIC),
  late: specifiers(text, DYNAMIC),
});
