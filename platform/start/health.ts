import { setTimeout as sleep } from 'node:timers/promises';

const limitMs = 120_000;

/**
 * Waits until the whole answers that it is ready: each part can be up while another is not.
 * @throws Error with the last answer.
 */
export async function awaitHealth(url: string): Promise<void> {
  let answer = '';
  for (const end = Date.now() + limitMs; Date.now() < end; await sleep(200)) {
    answer = await ask(url);
    if (answer === 'ready') return;
  }
  throw new Error(`not every part was ready within ${limitMs / 1000} s: ${answer}`);
}

async function ask(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const text = await response.text();
    return response.ok ? 'ready' : `${url} answers ${response.status} ${text.slice(0, 500)}`;
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Error };
    return `${url} does not answer (${cause?.message ?? message})`;
  }
}
