/** The module `name` in the folder of another one, whose `import.meta.url` is `from`: `.ts` among sources, `.js` in a build. */
export const moduleBeside = (from: string, name: string): URL =>
  new URL(`./${name}${from.slice(from.lastIndexOf('.'))}`, from);
