import type pg from 'pg';
import { openOpslag } from '../../api/kit/opslag.ts';
import { bewaarClient } from '../../api/zgw/clients.ts';
import { demoClient } from '../../api/zgw/zgw.ts';
import type { Figure } from '../prestatie/figures.ts';
import { meetAbonnee, meetStilte } from './abonnee.ts';
import { genereer } from './generator.ts';
import { Registerklant } from './klant.ts';
import { meetEnkele, meetLijsten, naast } from './metingen.ts';
import { meetNullijn } from './nullijn.ts';
import { maakWereld, type Wereld } from './wereld.ts';

const zaaktypen = 50;
const beperkt = { clientId: 'bench-beperkt', geheim: 'bench-beperkt-geheim-van-32-tekens-lang' };

/** An application limited to 3 of 50 zaaktypen, and `openbaar`. */
async function maakBeperkt(databaseUrl: string, klant: Registerklant, wereld: Wereld): Promise<void> {
  const opslag = openOpslag(databaseUrl, 1);
  await bewaarClient(opslag, beperkt.clientId, beperkt.geheim);
  await opslag.stop();
  const scopes = ['zaken.lezen', 'zaken.aanmaken', 'zaken.bijwerken', 'zaken.statussen.toevoegen'];
  await klant.maak('/autorisaties/api/v1/applicaties', {
    clientIds: [beperkt.clientId],
    label: 'Beperkt',
    autorisaties: [
      ...wereld.zaaktypen.slice(0, 3).map(({ url }) => ({
        component: 'zrc',
        scopes,
        zaaktype: url,
        maxVertrouwelijkheidaanduiding: 'openbaar',
      })),
      {
        component: 'drc',
        scopes: ['documenten.lezen', 'documenten.aanmaken'],
        informatieobjecttype: wereld.informatieobjecttype,
        maxVertrouwelijkheidaanduiding: 'openbaar',
      },
    ],
  });
}

/** The world of an earlier step, or a new one. */
async function leesWereld(klant: Registerklant): Promise<Wereld | undefined> {
  const alle = async <T>(pad: string): Promise<T[]> =>
    (JSON.parse(await klant.vraag('GET', pad)) as { results: T[] }).results;
  const typen = (
    await alle<{ url: string; identificatie: string; statustypen: string[]; roltypen: string[] }>(
      '/catalogi/api/v1/zaaktypen?pageSize=500',
    )
  ).filter(({ identificatie }) => identificatie.startsWith('BENCH-'));
  if (typen.length < zaaktypen) return undefined;
  const documenttypen = await alle<{ url: string; omschrijving: string }>(
    '/catalogi/api/v1/informatieobjecttypen?pageSize=500',
  );
  return {
    zaaktypen: typen.map(({ url, statustypen, roltypen }) => ({ url, statustypen, roltype: roltypen[0]! })),
    informatieobjecttype: documenttypen.find(({ omschrijving }) => omschrijving === 'Bijlage')!.url,
  };
}

/** Fills up to so many cases, and measures with each kind of caller. */
export async function vulEnMeet(
  database: pg.Client,
  databaseUrl: string,
  website: string,
  aantal: number,
  { seconden, alleenVullen, zonderLeeslog }: { seconden: number; alleenVullen?: true; zonderLeeslog?: true },
): Promise<Figure[]> {
  const basis = website.replace('localhost', '127.0.0.1');
  const klant = await Registerklant.open(basis, demoClient);
  let wereld = await leesWereld(klant);
  if (!wereld) {
    wereld = await maakWereld(klant, zaaktypen);
    await maakBeperkt(databaseUrl, klant, wereld);
  }
  const { rows } = await database.query<{ n: number }>(
    `SELECT coalesce(max(substr(identificatie, 5)::int), 0) AS n FROM zaak WHERE identificatie LIKE 'GEN-%'`,
  );
  const begonnen = performance.now();
  if (rows[0]!.n < aantal)
    await genereer(database, klant, wereld, rows[0]!.n, aantal, (gedaan) =>
      console.log(`  ${((performance.now() - begonnen) / 1000).toFixed(0).padStart(4)} s  ${gedaan} zaken`),
    );
  const figures: Figure[] = [
    { naam: 'time to generate', waarde: (performance.now() - begonnen) / 1000, eenheid: 's' },
  ];
  if (alleenVullen) return figures;
  const duurMs = seconden * 1000;
  const beneden = await meetNullijn(
    databaseUrl,
    (adres) => Registerklant.open(adres, demoClient),
    naast,
    duurMs,
  );
  figures.push(...beneden.figures);
  for (const [wie, afnemer] of Object.entries({ alles: demoClient, beperkt })) {
    const eigen = await Registerklant.open(basis, afnemer);
    const meting = {
      klant: eigen,
      wereld,
      aantal,
      duurMs,
      wie,
      gelogd: !zonderLeeslog,
      nullijn: beneden.nullijn,
    };
    figures.push(...(await meetLijsten(meting)), ...(await meetEnkele(meting)));
    eigen.close();
  }
  figures.push(...(await meetAbonnee(klant, wereld, duurMs)), ...(await meetStilte(klant, wereld, duurMs)));
  klant.close();
  return figures;
}
