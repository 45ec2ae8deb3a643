import type { Settings } from './settings.ts';

/** Pages that may exist in this version; what answers "not found" is not shown. */
const pages = [
  ['Website', '/'],
  ['Mijn omgeving', '/mijn'],
  ['Medewerker', '/medewerker'],
  ['Dashboard', '/dashboard'],
  ['Beheer', '/beheer'],
  ['Postbus (received mail, SMS, post)', '/postbus'],
  ['API documentation', '/docs'],
  ['Health', '/health/ready'],
] as const;

/** The lines with every address of a running Schakel. */
export async function summary({ env, temporal, dataFolder }: Settings, origin: string): Promise<string[]> {
  const found = await Promise.all(pages.map(async ([, path]) => exists(`${origin}${path}`)));
  const rows = pages
    .filter((_, index) => found[index])
    .map(([title, path]) => [title, `${env.SCHAKEL_URL}${path}`]);
  if (temporal) rows.push(['Temporal Web UI', `http://localhost:${temporal.uiPort}`]);
  rows.push(['Mail in (SMTP)', `smtp://${env.HOST}:${env.SMTP_PORT}`]);
  if (env.SCHAKEL_EMBEDDED === '1') {
    rows.push(['Demo', 'log in at /medewerker; the page lists the demo medewerkers']);
    rows.push(['API application', 'schakel-demo, secret schakel-demo-geheim']);
  }
  rows.push(['Data', `${dataFolder} (logs in logs/, keys in sleutels.json)`]);
  const width = Math.max(...rows.map(([title]) => (title ?? '').length)) + 2;
  return rows.map(([title, text]) => `  ${(title ?? '').padEnd(width)}${text}`);
}

async function exists(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      headers: { accept: 'text/html' },
      redirect: 'manual',
      signal: AbortSignal.timeout(3_000),
    });
    await response.body?.cancel();
    return response.status !== 404;
  } catch {
    return false;
  }
}
