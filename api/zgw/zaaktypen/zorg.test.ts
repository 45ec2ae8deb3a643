import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askRegister, type Registerproef, rsin, startRegister } from '../../../tests/support/zaakregister.ts';
import { meldenOverlast } from '../../../workflows/processen/melden-overlast.ts';
import { zaaktypen } from './zaaktypen.ts';
import { zorgVoorZaaktypen } from './zorg.ts';

let proef: Registerproef;
beforeAll(async () => {
  proef = await startRegister();
});
afterAll(() => proef.stop());

interface Lijst {
  results: Record<string, unknown>[];
}
const get = async (pad: string): Promise<Record<string, unknown>[]> =>
  ((await (await askRegister(`${proef.url}/catalogi/api/v1/${pad}`)).json()) as Lijst).results;

it('publishes each zaaktype once, however often and however many processes start', async () => {
  const counts = async () =>
    (
      await sql`SELECT (SELECT count(*)::int FROM catalogus) AS catalogi, (SELECT count(*)::int FROM zaaktype) AS zaaktypen,
        (SELECT count(*)::int FROM informatieobjecttype) AS soorten, (SELECT count(*)::int FROM besluittype) AS besluittypen`.execute(
        proef.database.db,
      )
    ).rows[0];
  const before = await counts();
  expect(before).toMatchObject({ catalogi: 1, zaaktypen: zaaktypen.length });
  const again = () => zorgVoorZaaktypen(proef.omgeving, { rsin, naam: 'Voorbeeldstad' });
  await Promise.all([again(), again(), again()]);
  expect(await counts()).toEqual(before);
  // Lists show what is published only.
  expect(await get('zaaktypen')).toHaveLength(zaaktypen.length);
});

it('knows a resultaattype for every result of the process, and for a klant who withdraws', async () => {
  const [zaaktype] = await get('zaaktypen?identificatie=melden-overlast');
  const typen = await get(`resultaattypen?zaaktype=${zaaktype!.url}`);
  const namen = typen.map(({ omschrijving }) => String(omschrijving).toLowerCase().replaceAll(' ', '-'));
  expect(namen.sort()).toEqual([...Object.keys(meldenOverlast.resultaten), 'ingetrokken'].sort());
});

it('keeps zaken as long as the selectielijst says', async () => {
  const [zaaktype] = await get('zaaktypen?identificatie=melden-overlast');
  const typen = await get(`resultaattypen?zaaktype=${zaaktype!.url}`);
  const termijn = Object.fromEntries(typen.map((type) => [type.omschrijving, type.archiefactietermijn]));
  // Selectielijst 2020: 6.1 five years, 6.2 and 6.3 one year.
  expect(termijn).toEqual({
    Opgelost: 'P5Y',
    Doorgezet: 'P5Y',
    'Niet voor ons': 'P1Y',
    'Niet aangevuld': 'P1Y',
    Ingetrokken: 'P1Y',
  });
  expect(typen.every(({ archiefnominatie }) => archiefnominatie === 'vernietigen')).toBe(true);
});
