const SHOWN_MS = 1_500;

/** Puts an element's `data-text` on the clipboard and says so beside it. */
export async function copyText(element: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(element.dataset.text ?? '');
    say(element, 'copied');
  } catch {
    // Not every browser lets a page do it: the text stands there to be selected.
    say(element, 'select the text and copy it');
  }
}

function say(element: HTMLElement, text: string): void {
  element.setAttribute('data-says', text);
  setTimeout(() => element.removeAttribute('data-says'), SHOWN_MS);
}
