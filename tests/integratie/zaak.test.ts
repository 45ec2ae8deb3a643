import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startSysteem } from '../support/systeem.ts';
import { tellZaakverhaal, type Zaakopstelling } from '../support/zaakverhaal.ts';

const example = path.join(import.meta.dirname, '../../docs/voorbeelden/zaak.mjs');

describe('a melding with its zaak in our own tables', () => {
  let opstelling: Zaakopstelling;
  tellZaakverhaal(async () => {
    const systeem = await startSysteem();
    opstelling = { systeem, registerUrl: systeem.url, stop: () => systeem.stop() };
    return opstelling;
  });

  it('is shown by the example of the docs, with the client of the demo', async () => {
    const { systeem } = opstelling;
    const { kenmerk } = await systeem.db
      .selectFrom('verzoek')
      .select('kenmerk')
      .where('status', '=', 'afgehandeld')
      .executeTakeFirstOrThrow();
    const { stdout } = await promisify(execFile)(process.execPath, [example, kenmerk], {
      env: { ...process.env, SCHAKEL_URL: systeem.url },
    });
    expect(stdout).toMatch(
      new RegExp(
        `^${kenmerk}: Melden overlast, closed\n.*Ontvangen\n.*Wacht op aanvulling\n.*In behandeling\n.*Afgehandeld\n.*document: afval.png`,
      ),
    );
  });
});
