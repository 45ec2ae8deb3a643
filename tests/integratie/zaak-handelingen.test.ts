import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Antwoord, aantalIn, type Json, type Registers, startRegisters } from '../support/zgw.ts';
import { documentBody, type Inrichting, richtIn, zaakBody } from '../support/zgw-catalogus.ts';

const zrc = '/zaken/api/v1';
let registers: Registers;
let soort: Inrichting;

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
});
afterAll(() => registers.stop());

const rol = (roltype: string, identificatie: string, meer: Json = {}): Json => ({
  roltype,
  roltoelichting: '',
  betrokkeneType: 'medewerker',
  betrokkeneIdentificatie: { identificatie },
  ...meer,
});
const status = (statustype: string, datumStatusGezet = '2024-05-02T10:00:00Z'): Json => ({
  statustype,
  datumStatusGezet,
});
const registratie = (meer: Json = {}): Json => ({
  zaak: zaakBody(soort.zaaktype),
  status: status(soort.begin),
  rollen: [rol(soort.initiator, 'an')],
  ...meer,
});
const registreer = (): Promise<Json> => registers.alles.maak(`${zrc}/zaak_registreren`, registratie());
const namen = ({ body }: Antwoord): string[] => body.invalidParams.map((fout: Json) => fout.name);
const aantal = (tabel: string): Promise<number> => aantalIn(registers, tabel);
const trail = async (zaak: Json): Promise<string[]> =>
  ((await registers.alles.get(`${zaak.url}/audittrail`)).body as Json[]).map(
    (regel: Json) => `${regel.resource} ${regel.actie}`,
  );
const verteld = async (zaak: Json): Promise<string[]> =>
  (await registers.meldingen('zaken'))
    .filter((melding) => melding.hoofdObject === zaak.url)
    .map((melding) => `${melding.resource} ${melding.actie}`);

describe('zaak_registreren', () => {
  it('makes a case with all that belongs to it, each with its audit line and notification', async () => {
    const { alles } = registers;
    const document = await alles.maak(
      '/documenten/api/v1/enkelvoudiginformatieobjecten',
      documentBody(soort.informatieobjecttype),
    );
    const antwoord = await alles.post(
      `${zrc}/zaak_registreren`,
      registratie({
        zaakinformatieobjecten: [{ informatieobject: document.url }],
        zaakobjecten: [{ objectType: 'pand', objectIdentificatie: { identificatie: 'p1' } }],
      }),
    );
    expect(antwoord.status).toBe(201);
    const { zaak, rollen, zaakinformatieobjecten, zaakobjecten, ...rest } = antwoord.body;
    expect(zaak).toMatchObject({ status: rest.status.url, rollen: [rollen[0].url] });
    expect(zaakinformatieobjecten[0].zaak).toBe(zaak.url);
    expect(zaakobjecten[0].zaak).toBe(zaak.url);
    const delen = ['zaak', 'status', 'rol', 'zaakinformatieobject', 'zaakobject'].map(
      (een) => `${een} create`,
    );
    expect(await trail(zaak)).toEqual(delen);
    expect(await verteld(zaak)).toEqual(delen);
  });

  it('makes nothing when one part is wrong, and says which', async () => {
    const voor = [await aantal('zaak'), await aantal('status'), await aantal('zgw_audit')];
    const fout = await registers.alles.post(
      `${zrc}/zaak_registreren`,
      registratie({ rollen: [rol(soort.initiator, 'an'), rol(soort.zaaktype, 'bo')] }),
    );
    expect(fout.status).toBe(400);
    expect(namen(fout)).toEqual(['rollen.1.roltype']);
    expect([await aantal('zaak'), await aantal('status'), await aantal('zgw_audit')]).toEqual(voor);
    const leeg = await registers.alles.post(`${zrc}/zaak_registreren`, { rollen: {} });
    expect(namen(leeg)).toEqual(['zaak', 'status', 'rollen']);
  });

  it('happens once however often it is sent with one Idempotency-Key', async () => {
    const voor = await aantal('zaak');
    const sleutel = { 'idempotency-key': 'een-keer' };
    const [een, twee] = await Promise.all(
      [1, 2].map(() => registers.alles.post(`${zrc}/zaak_registreren`, registratie(), sleutel)),
    );
    expect(twee?.body).toEqual(een?.body);
    expect(await aantal('zaak')).toBe(voor + 1);
  });

  it('keeps the answer sealed, for a week: after that the same key is a new request, and old answers are gone', async () => {
    const { opslag } = registers.omgeving;
    const bewaard = async (): Promise<string[]> =>
      (await opslag.alle<{ rij: string }>(sql`SELECT t::text AS rij FROM zgw_idempotentie t`)).map(
        ({ rij }) => rij,
      );
    const lijf = registratie({ zaak: { ...registratie().zaak, omschrijving: 'Mevrouw Jansen' } });
    const stuur = (sleutel: string) =>
      registers.alles.post(`${zrc}/zaak_registreren`, lijf, { 'idempotency-key': sleutel });
    const een = await stuur('week');
    expect(een.body.zaak.omschrijving).toBe('Mevrouw Jansen');
    expect((await bewaard()).filter((rij) => /week/.test(rij))).toHaveLength(1);
    expect((await bewaard()).join()).not.toContain('Jansen');

    const dag = 24 * 3_600_000;
    const toen = registers.klok.nu;
    try {
      registers.klok.nu = new Date(toen.getTime() + 6 * dag);
      expect((await stuur('week')).body).toEqual(een.body);
      registers.klok.nu = new Date(toen.getTime() + 8 * dag);
      expect((await stuur('week')).body.zaak.url).not.toBe(een.body.zaak.url);
      await stuur('ander');
      expect((await bewaard()).filter((rij) => !/week|ander/.test(rij))).toEqual([]);
    } finally {
      registers.klok.nu = toen;
    }
  });

  it('asks for the scopes of its parts', async () => {
    const recht = (...scopes: string[]) => [
      { component: 'zrc', scopes, zaaktype: soort.zaaktype, maxVertrouwelijkheidaanduiding: 'openbaar' },
    ];
    const alleenMaken = await registers.beller(recht('zaken.aanmaken'));
    expect((await alleenMaken.post(`${zrc}/zaak_registreren`, registratie())).status).toBe(403);
    const ook = await registers.beller(recht('zaken.aanmaken', 'zaken.bijwerken'));
    expect((await ook.post(`${zrc}/zaak_registreren`, registratie())).status).toBe(201);
  });
});

describe('acts on a case', () => {
  const opgeschort = {
    zaak: { opschorting: { indicatie: true, reden: 'wacht' }, omschrijving: 'telt niet' },
  };

  it('zaak_opschorten and zaak_verlengen change one group and set a status', async () => {
    const { zaak } = await registreer();
    const op = await registers.alles.post(`${zrc}/zaak_opschorten/${zaak.uuid}`, {
      ...opgeschort,
      status: status(soort.midden, '2024-05-03T10:00:00Z'),
    });
    expect(op.status).toBe(200);
    expect(op.body.zaak).toMatchObject({
      opschorting: { indicatie: true, eerdereOpschorting: true, reden: 'wacht' },
      omschrijving: '',
      status: op.body.status.url,
    });
    const verlengd = await registers.alles.post(`${zrc}/zaak_verlengen/${zaak.uuid}`, {
      zaak: { verlenging: { reden: 'druk', duur: 'P5D' } },
      status: status(soort.midden, '2024-05-04T10:00:00Z'),
    });
    expect(verlengd.body.zaak.verlenging).toEqual({ reden: 'druk', duur: 'P5D' });
    expect((await verteld(zaak)).slice(-2)).toEqual(['zaak partial_update', 'status create']);
  });

  it('do not close a case; the act that closes needs an end status', async () => {
    const { zaak } = await registreer();
    const eind = status(soort.eind, '2024-05-05T10:00:00Z');
    const op = await registers.alles.post(`${zrc}/zaak_opschorten/${zaak.uuid}`, {
      ...opgeschort,
      status: eind,
    });
    expect(op.body.invalidParams).toContainEqual(
      expect.objectContaining({ name: 'status.nonFieldErrors', code: 'eindstatus-not-allowed' }),
    );
    expect((await registers.alles.get(zaak.url)).body.opschorting.indicatie).toBe(false);
    const sluit = (statustype: string) =>
      registers.alles.post(`${zrc}/zaak_afsluiten/${zaak.uuid}`, {
        zaak: { toelichting: 'klaar' },
        resultaat: { resultaattype: soort.resultaattype },
        status: status(statustype, '2024-05-05T10:00:00Z'),
      });
    expect((await sluit(soort.midden)).body.invalidParams[0].code).toBe('eindstatus-required');
    expect((await registers.alles.get(zaak.url)).body).toMatchObject({ resultaat: null, toelichting: '' });
    const dicht = await sluit(soort.eind);
    expect(dicht.status).toBe(200);
    expect(dicht.body.zaak).toMatchObject({
      einddatum: '2024-05-05',
      archiefnominatie: 'vernietigen',
      archiefactiedatum: '2029-05-05',
      resultaat: dicht.body.resultaat.url,
      toelichting: 'klaar',
    });
    expect((await trail(zaak)).slice(-3)).toEqual([
      'zaak partial_update',
      'resultaat create',
      'status create',
    ]);
  });

  it('zaak_bijwerken keeps the rollen it names, makes others and removes the rest', async () => {
    const { zaak, rollen } = await registreer();
    const tweede = await registers.alles.maak(`${zrc}/rollen`, {
      ...rol(soort.behandelaar, 'bo'),
      zaak: zaak.url,
    });
    const bij = (body: Json, datum: string) =>
      registers.alles.post(`${zrc}/zaak_bijwerken/${zaak.uuid}`, {
        ...body,
        status: status(soort.midden, datum),
      });
    const zonder = await bij({ zaak: { omschrijving: 'nieuw' } }, '2024-05-03T10:00:00Z');
    expect(zonder.body.zaak).toMatchObject({ omschrijving: 'nieuw', rollen: [rollen[0].url, tweede.url] });
    const met = await bij(
      { rollen: [{ ...rol(soort.initiator, 'cor'), uuid: rollen[0].uuid }, rol(soort.behandelaar, 'dirk')] },
      '2024-05-04T10:00:00Z',
    );
    expect(met.status).toBe(200);
    expect(met.body.rollen[0]).toMatchObject({
      uuid: rollen[0].uuid,
      betrokkeneIdentificatie: { identificatie: 'cor' },
    });
    expect((await registers.alles.get(tweede.url)).status).toBe(404);
    expect(await trail(zaak)).toEqual(expect.arrayContaining(['rol update', 'rol destroy']));
    const { zaak: andere, rollen: vreemd } = await registreer();
    const fout = await bij(
      { rollen: [{ ...rol(soort.initiator, 'x'), uuid: vreemd[0].uuid }] },
      '2024-05-06T10:00:00Z',
    );
    expect(namen(fout)).toEqual(['rollen.0.uuid']);
    expect((await registers.alles.get(andere.url)).body.rollen).toEqual([vreemd[0].url]);
    const leeg = await bij({ rollen: [] }, '2024-05-07T10:00:00Z');
    expect(leeg.body.zaak.rollen).toEqual([]);
  });

  it('are for those who may change the case', async () => {
    const { zaak } = await registreer();
    const lezer = await registers.beller([
      {
        component: 'zrc',
        scopes: ['zaken.lezen'],
        zaaktype: soort.zaaktype,
        maxVertrouwelijkheidaanduiding: 'openbaar',
      },
    ]);
    const body = { ...opgeschort, status: status(soort.midden) };
    expect((await lezer.post(`${zrc}/zaak_opschorten/${zaak.uuid}`, body)).status).toBe(403);
    const weg = '00000000-0000-4000-8000-000000000000';
    expect((await registers.alles.post(`${zrc}/zaak_opschorten/${weg}`, body)).status).toBe(404);
  });
});

describe('besluit_verwerken', () => {
  it('makes a besluit with its documents, or nothing', async () => {
    const { alles } = registers;
    const document = await alles.maak(
      '/documenten/api/v1/enkelvoudiginformatieobjecten',
      documentBody(soort.informatieobjecttype),
    );
    const { zaak } = await registreer();
    const besluit = {
      verantwoordelijkeOrganisatie: '517439943',
      besluittype: soort.besluittype,
      zaak: zaak.url,
      datum: '2024-05-01',
      ingangsdatum: '2024-05-02',
    };
    const verwerk = (informatieobject: string) =>
      alles.post('/besluiten/api/v1/besluit_verwerken', {
        besluit,
        besluitinformatieobjecten: [{ informatieobject }],
      });
    const voor = await aantal('besluit');
    const fout = await verwerk(zaak.url);
    expect(namen(fout)).toEqual(['besluitinformatieobjecten.0.informatieobject']);
    expect(await aantal('besluit')).toBe(voor);
    const goed = await verwerk(document.url);
    expect(goed.status).toBe(201);
    expect(goed.body.besluitinformatieobjecten[0]).toMatchObject({
      besluit: goed.body.besluit.url,
      informatieobject: document.url,
    });
    expect((await alles.get(`${zaak.url}/besluiten`)).body).toHaveLength(1);
  });
});
