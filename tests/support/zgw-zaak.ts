import type { Antwoord, Json, Registers } from './zgw.ts';
import { documentBody, type Inrichting, zaakBody } from './zgw-catalogus.ts';

export const zrc = '/zaken/api/v1';
export const drc = '/documenten/api/v1';

/** What tests do with cases of one zaaktype. */
export interface Zaakproef {
  maak(pad: string, body: Json): Promise<Json>;
  post(pad: string, body: Json): Promise<Antwoord>;
  zaakVan(meer?: Json): Promise<Json>;
  document(meer?: Json, type?: string): Promise<Json>;
  koppel(zaak: Json, stuk: Json): Promise<Json>;
  status(zaak: Json, statustype: string, datum?: string): Promise<Antwoord>;
  resultaat(zaak: Json): Promise<Json>;
  /** A case that came to its end. */
  gesloten(meer?: Json): Promise<Json>;
}

export function zaakproef({ alles }: Registers, soort: Inrichting): Zaakproef {
  const proef: Zaakproef = {
    maak: (pad, body) => alles.maak(`${zrc}/${pad}`, body),
    post: (pad, body) => alles.post(`${zrc}/${pad}`, body),
    zaakVan: (meer) => proef.maak('zaken', zaakBody(soort.zaaktype, meer)),
    document: (meer, type = soort.informatieobjecttype) =>
      alles.maak(`${drc}/enkelvoudiginformatieobjecten`, documentBody(type, meer)),
    koppel: (zaak, stuk) =>
      proef.maak('zaakinformatieobjecten', { zaak: zaak.url, informatieobject: stuk.url }),
    status: (zaak, statustype, datum = '2024-05-02T10:00:00Z') =>
      proef.post('statussen', { zaak: zaak.url, statustype, datumStatusGezet: datum }),
    resultaat: (zaak) => proef.maak('resultaten', { zaak: zaak.url, resultaattype: soort.resultaattype }),
    async gesloten(meer) {
      const zaak = await proef.zaakVan(meer);
      await proef.resultaat(zaak);
      const { status, body } = await proef.status(zaak, soort.eind);
      if (status !== 201) throw new Error(`statussen: ${status} ${JSON.stringify(body)}`);
      return zaak;
    },
  };
  return proef;
}

/** Rights on the cases of a zaaktype, for a caller. */
export const zaakrecht = (zaaktype: string, ...scopes: string[]): Json => ({
  component: 'zrc',
  scopes,
  zaaktype,
  maxVertrouwelijkheidaanduiding: 'openbaar',
});
