import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { demoClient } from '../../api/zgw/zgw.ts';
import { startSysteem } from '../support/systeem.ts';
import { startRegister } from '../support/zaakregister.ts';
import { tellZaakverhaal, type Zaakopstelling } from '../support/zaakverhaal.ts';

describe('a melding with its zaak in another system, reached as an Open Zaak is', () => {
  let opstelling: Zaakopstelling;
  tellZaakverhaal(async () => {
    const register = await startRegister();
    const systeem = await startSysteem({
      ZGW_URL: register.url,
      ZGW_CLIENT_ID: demoClient.clientId,
      ZGW_SECRET: demoClient.geheim,
    });
    const stop = async (): Promise<void> => {
      await systeem.stop();
      await register.stop();
    };
    opstelling = { systeem, registerUrl: register.url, stop };
    return opstelling;
  });

  it('leaves nothing of zaken or their catalogus in our own tables', async () => {
    const { db } = opstelling.systeem;
    const { rows } = await sql`
      SELECT uuid FROM zaak UNION ALL SELECT uuid FROM zaaktype UNION ALL SELECT uuid FROM enkelvoudiginformatieobject`.execute(
      db,
    );
    expect(rows).toEqual([]);
  });
});
