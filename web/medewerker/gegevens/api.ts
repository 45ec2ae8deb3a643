import type { InvalidParam } from '../../../platform/problem.ts';

/** What the API refuses, or `status` 0 when it cannot be reached. `detail` is a sentence for people. */
export class Apifout extends Error {
  override name = 'Apifout';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly invalidParams: readonly InvalidParam[] = [],
  ) {
    super(code);
  }
}

/** Calls our own API. @returns the JSON answer, undefined for an empty one @throws Apifout */
export async function callApi<T>(method: string, path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/medewerker/${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'x-schakel': 'medewerker',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Apifout(0, 'offline', 'Er is geen verbinding. Controleer uw internet en probeer het opnieuw.');
  }
  if (response.status === 204) return undefined as T;
  const answer = await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  throw new Apifout(
    response.status,
    answer?.code ?? 'error',
    response.status < 500 && answer?.detail
      ? answer.detail
      : 'Er ging iets mis bij ons. Probeer het opnieuw.',
    answer?.invalidParams,
  );
}

/** What to tell people about any error. */
export function describeFout(error: unknown): string {
  return error instanceof Apifout ? error.detail : 'Er ging iets mis. Laad de pagina opnieuw.';
}

/** A random UUID; `crypto.randomUUID` exists on https and localhost only. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
