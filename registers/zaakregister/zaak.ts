import { z } from 'zod';
import { dagVan } from '../kader/dag.ts';
import { type NieuweZaak, type Zaaksleutel, type Zaakstand, Zaakweigering } from './poort.ts';
import { rolVan } from './rol.ts';
import type { Typen } from './typen.ts';
import { leesAlle, leesAls, type Verbinding } from './verbinding.ts';

const zaakSchema = z.object({
  url: z.string(),
  identificatie: z.string(),
  bronorganisatie: z.string(),
  zaaktype: z.string(),
  einddatum: z.string().nullable(),
});
export type Zaak = z.infer<typeof zaakSchema>;

const statusSchema = z.object({ url: z.string(), statustype: z.string(), datumStatusGezet: z.string() });
const resultaatSchema = z.object({ url: z.string(), resultaattype: z.string() });
const urlSchema = z.object({ url: z.string() });

/** The zaak of this number. */
export async function vindZaak(
  zgw: Verbinding,
  { bronorganisatie, identificatie }: Zaaksleutel,
): Promise<Zaak | undefined> {
  const rijen = await zgw.lijst('zaken', 'zaken', { bronorganisatie, identificatie });
  return leesAlle(zaakSchema, rijen, 'zaak')[0];
}

/** @throws Zaakweigering when there is none */
export async function eisZaak(zgw: Verbinding, sleutel: Zaaksleutel): Promise<Zaak> {
  const zaak = await vindZaak(zgw, sleutel);
  if (!zaak)
    throw new Zaakweigering(
      'zaak',
      'onbekend',
      `De zaak ${sleutel.identificatie} staat niet in het register.`,
    );
  return zaak;
}

/** Makes the zaak with its initiator and first status, or what an earlier attempt left to make of them. */
export async function openZaak(zgw: Verbinding, typen: Typen, nieuw: NieuweZaak): Promise<Zaakstand> {
  const gevonden = await vindZaak(zgw, nieuw);
  const zaak = gevonden ?? (await maakZaak(zgw, typen, nieuw));
  const vindBij = async (pad: string, filters = {}): Promise<unknown[]> =>
    gevonden ? zgw.lijst('zaken', pad, { zaak: zaak.url, ...filters }) : [];
  if (zaak.einddatum) return standVan(zgw, typen, zaak);
  if (nieuw.initiator) {
    const roltype = await typen.roltypeInitiator(zgw, zaak.zaaktype);
    const [rol] = await vindBij('rollen', { roltype });
    if (!rol) await zgw.maak('zaken', 'rollen', rolVan(zaak.url, roltype, nieuw.initiator));
  }
  const [status] = await vindBij('statussen');
  if (status) return standVan(zgw, typen, zaak);
  const [eerste] = await typen.statustypen(zgw, zaak.zaaktype);
  await maakStatus(zgw, zaak, eerste.url, nieuw.op);
  const { url, bronorganisatie, identificatie } = zaak;
  return { url, bronorganisatie, identificatie, gesloten: false, status: eerste.omschrijving };
}

async function maakZaak(zgw: Verbinding, typen: Typen, nieuw: NieuweZaak): Promise<Zaak> {
  const { bronorganisatie, identificatie, omschrijving, op } = nieuw;
  const zaaktype = await typen.zaaktype(zgw, nieuw.zaaktype, op);
  const vorige =
    nieuw.vervolgOp && (await vindZaak(zgw, { bronorganisatie, identificatie: nieuw.vervolgOp }));
  const zaak = await zgw.maak('zaken', 'zaken', {
    bronorganisatie,
    identificatie,
    zaaktype,
    verantwoordelijkeOrganisatie: bronorganisatie,
    omschrijving: omschrijving.slice(0, 80),
    startdatum: dagVan(op),
    registratiedatum: dagVan(op),
    ...(vorige ? { relevanteAndereZaken: [{ url: vorige.url, aardRelatie: 'vervolg' }] } : {}),
  });
  return leesAls(zaakSchema, zaak, 'zaak');
}

export async function leesStatussen(zgw: Verbinding, zaak: Zaak) {
  const statussen = leesAlle(
    statusSchema,
    await zgw.lijst('zaken', 'statussen', { zaak: zaak.url }),
    'status',
  );
  return statussen
    .map((status) => ({ ...status, op: Date.parse(status.datumStatusGezet) }))
    .sort((a, b) => b.op - a.op);
}

export async function maakStatus(
  zgw: Verbinding,
  zaak: Zaak,
  statustype: string,
  op: Date,
  toelichting = '',
): Promise<void> {
  await zgw.maak('zaken', 'statussen', {
    zaak: zaak.url,
    statustype,
    datumStatusGezet: op.toISOString(),
    statustoelichting: toelichting.slice(0, 1_000),
  });
}

export async function leesResultaat(zgw: Verbinding, zaak: Zaak) {
  const [resultaat] = leesAlle(
    resultaatSchema,
    await zgw.lijst('zaken', 'resultaten', { zaak: zaak.url }),
    'resultaat',
  );
  return resultaat;
}

/** How the zaak stands, with names from the catalogus. */
export async function standVan(zgw: Verbinding, typen: Typen, zaak: Zaak): Promise<Zaakstand> {
  const { url, bronorganisatie, identificatie, einddatum } = zaak;
  const [laatste] = await leesStatussen(zgw, zaak);
  const statustypen = await typen.statustypen(zgw, zaak.zaaktype);
  const status = statustypen.find((type) => type.url === laatste?.statustype)?.omschrijving;
  const gelegd = await leesResultaat(zgw, zaak);
  const resultaat = gelegd && (await typen.resultaattypeVan(zgw, zaak.zaaktype, gelegd.resultaattype));
  return {
    url,
    bronorganisatie,
    identificatie,
    gesloten: einddatum !== null,
    ...(status ? { status } : {}),
    ...(resultaat ? { resultaat } : {}),
  };
}

/** Finds what has this identificatie, or makes it. @returns its address */
export async function vindOfMaak(
  gevonden: unknown[],
  maak: () => Promise<unknown>,
  wat: string,
): Promise<string> {
  return leesAls(urlSchema, gevonden[0] ?? (await maak()), wat).url;
}
