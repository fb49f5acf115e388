import { byId } from '../../shared/browser/elements.ts';

/** Exchanges the code of a login link, or a token that was pasted, for a cookie; then goes to the dashboards. */
async function logIn(credentials: Readonly<Record<string, string>>): Promise<void> {
  const says = byId('login-says');
  try {
    const response = await fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    });
    if (response.ok) location.replace('/');
    else if (says) says.textContent = await refusal(response);
  } catch {
    if (says) says.textContent = 'The server cannot be reached. Is hive serve running?';
  }
}

async function refusal(response: Response): Promise<string> {
  try {
    const { error } = (await response.json()) as { error: { message: string; next: string } };
    return `${error.message} ${error.next}`;
  } catch {
    return `The server answered ${response.status}.`;
  }
}

byId('login')?.addEventListener('submit', event => {
  event.preventDefault();
  void logIn({ token: byId<HTMLInputElement>('token')?.value.trim() ?? '' });
});

const code = /^#code=([A-Za-z0-9_-]+)$/.exec(location.hash)?.[1];
// Out of the address before anything else: it must not stay in the history.
if (location.hash) history.replaceState(null, '', location.pathname);
if (code) void logIn({ code });
