import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Beller, type Json, type Registers, startRegisters } from '../support/zgw.ts';
import { documentBody, type Inrichting, richtIn, zaakBody } from '../support/zgw-catalogus.ts';

const zrc = '/zaken/api/v1';
const bsn = '999990639';
let registers: Registers;
let soort: Inrichting;
let zaak: Json;
let geheim: Json;
let kiss: Beller;

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
  const { alles } = registers;
  zaak = await alles.maak(`${zrc}/zaken`, zaakBody(soort.zaaktype));
  geheim = await alles.maak(
    `${zrc}/zaken`,
    zaakBody(soort.zaaktype, { vertrouwelijkheidaanduiding: 'geheim' }),
  );
  await alles.maak(`${zrc}/rollen`, {
    zaak: zaak.url,
    roltype: soort.initiator,
    roltoelichting: '',
    betrokkeneType: 'natuurlijk_persoon',
    betrokkeneIdentificatie: { inpBsn: bsn },
  });
  kiss = await registers.beller([
    {
      component: 'zrc',
      scopes: ['zaken.lezen'],
      zaaktype: soort.zaaktype,
      maxVertrouwelijkheidaanduiding: 'openbaar',
    },
  ]);
});
afterAll(() => registers.stop());

/** Calls with a reason of its own. @returns what stands in the log under that reason */
async function gelezen(beller: Beller, pad: string, status = 200): Promise<Json[]> {
  const reden = randomUUID();
  const antwoord = await beller.get(pad, { 'X-NLX-Logrecord-ID': reden });
  expect(antwoord.status).toBe(status);
  return registers.omgeving.opslag.alle<Json>(sql`
    SELECT actor, activiteit, betrokkenen, gegevens FROM verwerking WHERE aanleiding = ${reden} ORDER BY gegevens`);
}

it('who looks at a case stands in the log before the answer is there: the application, and the person under a pseudonym', async () => {
  const [regel, ...meer] = await gelezen(kiss, zaak.url);
  expect(meer).toEqual([]);
  expect(regel).toEqual({
    actor: expect.stringMatching(new RegExp(`^app:${kiss.clientId}/[0-9a-f]{16}$`)),
    activiteit: 'register-raadplegen@1',
    betrokkenen: [zaak.uuid],
    gegevens: 'zaak',
  });
});

it('a search names whom it found and not what was searched with; what is expanded counts as looked at', async () => {
  const vraag = `rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=${bsn}&expand=rollen`;
  const regels = await gelezen(kiss, `${zrc}/zaken?${vraag}`);
  expect(regels.map(({ gegevens, betrokkenen }) => [gegevens, betrokkenen])).toEqual([
    ['rol', [zaak.uuid]],
    ['zaak', [zaak.uuid]],
  ]);
  expect(JSON.stringify(regels)).not.toContain(bsn);
});

it('an audit trail holds what the case holds: who looks at it looks at the case', async () => {
  const regels = await gelezen(registers.alles, `${zaak.url}/audittrail`);
  expect(regels.map(({ betrokkenen }) => betrokkenen)).toEqual([[zaak.uuid]]);
});

it('a document that is downloaded is a document looked at', async () => {
  const document = await registers.alles.maak(
    '/documenten/api/v1/enkelvoudiginformatieobjecten',
    documentBody(soort.informatieobjecttype),
  );
  const regels = await gelezen(registers.alles, document.inhoud);
  expect(regels.map(({ betrokkenen }) => betrokkenen)).toEqual([[document.url.split('/').at(-1)]]);
});

it('what is refused, hidden or about nobody leaves no line', async () => {
  expect(await gelezen(kiss, geheim.url, 403)).toEqual([]);
  expect(await gelezen(kiss, `${zrc}/zaken?identificatie=${geheim.identificatie}`)).toEqual([]);
  expect(await gelezen(kiss, `${zrc}/zaken/${randomUUID()}`, 404)).toEqual([]);
  expect(await gelezen(registers.alles, '/catalogi/api/v1/zaaktypen')).toEqual([]);
});

it('without its line there is no answer', async () => {
  const { opslag } = registers.omgeving;
  await opslag.doe(sql`ALTER TABLE verwerking RENAME TO verwerking_weg`);
  try {
    expect((await kiss.get(zaak.url)).status).toBe(500);
  } finally {
    await opslag.doe(sql`ALTER TABLE verwerking_weg RENAME TO verwerking`);
  }
  expect((await kiss.get(zaak.url)).status).toBe(200);
});
