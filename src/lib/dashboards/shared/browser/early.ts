/*
 * Runs before the first paint, as a plain script: a module would come after it, and the page would first show in
 * another look. Everything else is in modules.
 */
{
  const root = document.documentElement;
  root.classList.add('scripted');
  for (const name of ['theme', 'pair']) {
    const kept = readKept(`hive-${name}`);
    if (kept) root.setAttribute(`data-${name}`, kept);
  }

  function readKept(name: string): string | null {
    try {
      return localStorage.getItem(name);
    } catch {
      // Storage may be switched off: the page then looks as it came.
      return null;
    }
  }
}
