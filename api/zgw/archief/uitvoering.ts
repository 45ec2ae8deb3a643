import { sql } from 'kysely';
import { Problem } from '../../../platform/problem.ts';
import type { Archiefuitvoering } from '../../../registers/archief/uitvoering.ts';
import { maakVerklaring } from '../../../registers/archief/verklaring.ts';
import { dagVan, stelVoor } from '../../../registers/archief/voorstel.ts';
import { type Archiefactie, archiefreden, standVan } from '../../../registers/archief/voorwaarden.ts';
import { type Wisbaar, wisSporen } from '../../../registers/archief/wissen.ts';
import type { Vraagbaak } from '../../../registers/kader/vraagbaak.ts';
import type { Omgeving } from '../../kit/omgeving.ts';
import { draagOver, vernietig } from './zaak.ts';

interface Regel {
  volgnummer: number;
  zaak: string;
  soort: Archiefactie;
}

/** The archive on our own registers: every zaak goes, or is marked, in a transaction of its own, by the rules of the APIs. */
export function openArchief(omgeving: Omgeving, inhoud: Wisbaar): Archiefuitvoering {
  const { opslag, nu } = omgeving;

  const volgende = (lijst: string): Promise<Regel | undefined> =>
    opslag.een<Regel>(sql`
      SELECT r.volgnummer, r.zaak, l.soort FROM archiefregel r JOIN archieflijst l ON l.id = r.lijst
      WHERE r.lijst = ${lijst}::uuid AND r.status = 'voorgesteld' AND l.status = 'goedgekeurd' ORDER BY r.volgnummer LIMIT 1`);

  async function handelAf(lijst: string, { volgnummer, zaak, soort }: Regel): Promise<void> {
    const klaar = (tx: Vraagbaak, status: string, reden: string | null, aantallen: unknown = null) =>
      tx.doe(sql`
        UPDATE archiefregel SET status = ${status}, reden = ${reden}, aantallen = ${aantallen && JSON.stringify(aantallen)}::jsonb, op = ${nu()}
        WHERE lijst = ${lijst}::uuid AND volgnummer = ${volgnummer}`);
    try {
      await opslag.transactie(async (tx) => {
        // Whoever else has it in hand finishes first; then there is nothing left to do.
        const open = await tx.een<{ stand: string }>(sql`
          SELECT stand FROM archiefregel WHERE lijst = ${lijst}::uuid AND volgnummer = ${volgnummer} AND status = 'voorgesteld' FOR UPDATE`);
        if (!open) return;
        await tx.een(sql`SELECT 1 FROM zaak WHERE uuid = ${zaak}::uuid FOR UPDATE`);
        const nog = await tx.een<{ reden: string | null; stand: string }>(
          sql`SELECT ${archiefreden(soort, dagVan(nu()), 'uitvoering')} AS reden, ${standVan} AS stand FROM zaak z WHERE z.uuid = ${zaak}::uuid`,
        );
        const reden = !nog ? 'verdwenen' : (nog.reden ?? (nog.stand === open.stand ? null : 'gewijzigd'));
        if (reden) await klaar(tx, 'overgeslagen', reden);
        else
          await klaar(
            tx,
            'uitgevoerd',
            null,
            soort === 'vernietigen'
              ? await vernietig(omgeving, tx, lijst, zaak)
              : await draagOver(omgeving, tx, zaak),
          );
      });
    } catch (error) {
      // A rule of the standard refuses (zrc-022 and the like): nothing has changed, and that stands on the list.
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      const reden = error.invalidParams?.[0]?.code ?? error.code;
      await opslag.transactie((tx) => klaar(tx, 'overgeslagen', reden));
    }
  }

  return {
    stelVoor: (op) =>
      opslag.transactie(async (tx) => {
        const gemaakt = [];
        for (const soort of ['vernietigen', 'overdragen'] as const)
          for (const lijst of await stelVoor(tx, soort, op)) gemaakt.push({ lijst, soort });
        return gemaakt;
      }),
    async leesStatus(lijst) {
      const rij = await opslag.een<{ status: string }>(
        sql`SELECT status FROM archieflijst WHERE id = ${lijst}::uuid`,
      );
      return rij?.status ?? 'onbekend';
    },
    async voerUit(lijst, aantal) {
      for (let n = 0; n < aantal; n += 1) {
        const regel = await volgende(lijst);
        if (!regel) return 0;
        await handelAf(lijst, regel);
      }
      return (await volgende(lijst)) ? 1 : 0;
    },
    wisSporen: (lijst) => wisSporen(opslag, inhoud, lijst),
    rondAf: (lijst, op) => opslag.transactie((tx) => maakVerklaring(tx, lijst, op)),
  };
}
