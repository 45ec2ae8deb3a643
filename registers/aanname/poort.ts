import { sql } from 'kysely';
import type { Gespreksregel, Kanaalpoort } from '../../domein/kanaaladapter.ts';
import type { Db } from '../../platform/database.ts';
import { watchNotifications } from '../../platform/notificaties.ts';
import { logVerwerking } from '../verwerkingen/log.ts';
import { acceptAanleiding } from './aanleiding.ts';
import { type Aannameregels, acceptBericht, acceptGebeurtenis } from './bericht.ts';

/** A watcher that missed its notification looks again after this long. */
const lookAgainMs = 2_000;

/** The door to the engine for all channels. Call `stop` when the process ends. */
export function openKanaalpoort(
  db: Db,
  databaseUrl: string,
  regels: Aannameregels,
): Kanaalpoort & { stop(): Promise<void> } {
  const watchers = new Map<string, Set<() => void>>();
  const wakeAll = (): void => {
    for (const set of watchers.values()) for (const watcher of set) watcher();
  };
  const listener = watchNotifications(databaseUrl, 'gesprek', (interactieId) => {
    if (interactieId === '') wakeAll();
    else for (const watcher of watchers.get(interactieId) ?? []) watcher();
  });
  const timer = setInterval(wakeAll, lookAgainMs);

  return {
    acceptBericht: (bericht) => acceptBericht(db, regels, bericht),
    acceptGebeurtenis: async (gebeurtenis) => {
      const bewijs = await acceptGebeurtenis(db, gebeurtenis);
      if (
        gebeurtenis.gebeurtenis === 'aangekomen' ||
        gebeurtenis.gebeurtenis === 'aanwezig' ||
        gebeurtenis.gebeurtenis === 'vertrokken'
      ) {
        const op = new Date(gebeurtenis.op);
        await db
          .updateTable('conversatie')
          .set({ aanwezig: gebeurtenis.gebeurtenis !== 'vertrokken', aanwezig_op: op })
          .where('kanaal', '=', gebeurtenis.kanaal)
          .where('conversatie', '=', gebeurtenis.conversatie)
          .where('aanwezig_op', '<=', op)
          .execute();
      }
      return bewijs;
    },

    async reportAflevering(kanaal, berichtId, status, bewijs) {
      return db.transaction().execute(async (trx) => {
        const row = await trx
          .selectFrom('bericht')
          .select(['id', 'status', 'interactie_id'])
          .where('id', '=', berichtId)
          .where('kanaal', '=', kanaal)
          .where('richting', '=', 'uit')
          .forUpdate()
          .executeTakeFirst();
        if (!row) return false;
        if (row.status === status || row.status === 'afgeleverd') return true;
        await trx
          .updateTable('bericht')
          .set({ status, bewijs: JSON.stringify(bewijs) })
          .where('id', '=', berichtId)
          .execute();
        // Good news ends only a wait that goes on; bad news starts one.
        if (status === 'mislukt' || row.status === 'onderweg') {
          const wait = {
            stroom: row.interactie_id,
            doel: { bericht: berichtId },
            naam: 'aflevering' as const,
            verwijzing: {},
            id: `${berichtId}/${status}`,
          };
          if (status === 'mislukt' || (await isFormal(trx, berichtId))) await acceptAanleiding(trx, wait);
        }
        return true;
      });
    },

    async readGesprek(kanaal, conversatie, na) {
      return db.transaction().execute(async (trx) => {
        const binding = await trx
          .selectFrom('conversatie')
          .select(['interactie_id'])
          .where('kanaal', '=', kanaal)
          .where('conversatie', '=', conversatie)
          .executeTakeFirst();
        if (!binding) return [];
        const rows = await trx
          .selectFrom('bericht')
          .selectAll()
          .where('kanaal', '=', kanaal)
          .where('conversatie', '=', conversatie)
          .where('volgnummer', '>', na)
          .where('soort', '!=', 'sessie')
          .orderBy('volgnummer')
          .limit(500)
          .execute();
        const bijlagen = rows.length
          ? await trx
              .selectFrom('bijlage')
              .select(['bericht_id', 'naam'])
              .where(
                'bericht_id',
                'in',
                rows.map(({ id }) => id),
              )
              .orderBy('volgorde')
              .execute()
          : [];
        if (rows.length)
          await logVerwerking(
            trx,
            {
              actor: `klant:${binding.interactie_id}`,
              activiteit: 'gesprek-voeren@1',
              aanleiding: binding.interactie_id,
            },
            [binding.interactie_id],
            'berichten',
          );
        return rows.map(
          (row): Gespreksregel => ({
            berichtId: row.id,
            volgnummer: row.volgnummer,
            richting: row.richting,
            ...(row.extern_id ? { externId: row.extern_id } : {}),
            kenmerk: row.kenmerk,
            tekst: row.inhoud.tekst ?? (row.soort === 'kanaalwissel' ? 'Verder per e-mail' : ''),
            ...(row.inhoud.keuzes ? { keuzes: row.inhoud.keuzes } : {}),
            bijlagen: bijlagen.filter(({ bericht_id: id }) => id === row.id).map(({ naam }) => naam),
            van: row.richting === 'in' ? 'klant' : row.medewerker ? 'medewerker' : 'systeem',
            op: row.ontvangen_op.toISOString(),
          }),
        );
      });
    },

    watchGesprek(kanaal, conversatie, onChange) {
      let key: string | undefined;
      let stopped = false;
      void db
        .selectFrom('conversatie')
        .select('interactie_id')
        .where('kanaal', '=', kanaal)
        .where('conversatie', '=', conversatie)
        .executeTakeFirst()
        .then((row) => {
          if (stopped) return;
          // A conversation without a message yet is looked at with the timer.
          key = row?.interactie_id ?? `${kanaal} ${conversatie}`;
          const set = watchers.get(key) ?? new Set();
          watchers.set(key, set.add(onChange));
          onChange();
        })
        .catch(() => undefined);
      return () => {
        stopped = true;
        if (!key) return;
        const set = watchers.get(key);
        set?.delete(onChange);
        if (set?.size === 0) watchers.delete(key);
      };
    },

    async findKenmerken(kanaal, externIds) {
      if (externIds.length === 0) return [];
      const rows = await db
        .selectFrom('bericht')
        .select('kenmerk')
        .where('kanaal', '=', kanaal)
        .where('richting', '=', 'uit')
        .where('extern_id', 'in', externIds)
        .execute();
      return [...new Set(rows.map(({ kenmerk }) => kenmerk))];
    },

    async stop() {
      clearInterval(timer);
      await listener.stop();
    },
  };
}

/** Lines of a dialogue are not waited for. */
async function isFormal(trx: Parameters<typeof acceptAanleiding>[0], berichtId: string): Promise<boolean> {
  const { rows } = await sql<{ soort: string }>`SELECT soort FROM bericht WHERE id = ${berichtId}`.execute(
    trx,
  );
  return rows[0]?.soort !== 'dialoog';
}
