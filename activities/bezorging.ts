import { selectKanalen } from '../domein/kanaalselectie.ts';
import { readBereik } from '../registers/berichten/bereik.ts';
import { findOnderwerp } from '../registers/berichten/onderwerp.ts';
import { insertUitgaand, readUitgaand, recordStatus } from '../registers/berichten/uitgaand.ts';
import { recordGebeurtenis } from '../registers/gebeurtenissen/gebeurtenis.ts';
import { openTaak } from '../registers/taken/taak.ts';
import type { Afleverstatus, Bezorgactiviteiten } from './contract.ts';
import type { Omgeving } from './omgeving.ts';
import { attempt, purpose } from './verzending.ts';

/** What the `bericht` workflow does to the world. */
export function createBezorging(omgeving: Omgeving): Bezorgactiviteiten {
  const { db, nu } = omgeving;

  async function statusOf(berichtId: string): Promise<Afleverstatus> {
    const { status } = await db
      .selectFrom('bericht')
      .select('status')
      .where('id', '=', berichtId)
      .executeTakeFirstOrThrow();
    return status === 'te_verzenden' || status === 'aangenomen' ? 'onderweg' : status;
  }

  return {
    async deliverBericht({ berichtId, tot }) {
      const bericht = await readUitgaand(db, berichtId, purpose(berichtId));
      if (bericht.status !== 'te_verzenden') return statusOf(berichtId);
      if (nu().getTime() >= tot) {
        await recordStatus(db, berichtId, 'mislukt', { bewijs: { reden: 'medium-niet-bereikbaar' } }, nu());
        return 'mislukt';
      }
      const result = await attempt(omgeving, bericht);
      if (result.status === 'geweigerd')
        await recordStatus(db, berichtId, 'mislukt', { bewijs: { reden: result.reden } }, nu());
      else
        await recordStatus(
          db,
          berichtId,
          result.status,
          { ...(bericht.kanaal === 'email' ? { externId: result.externId } : {}) },
          nu(),
        );
      return statusOf(berichtId);
    },

    readAfleverstatus: ({ berichtId }) => statusOf(berichtId),

    async chooseElsewhere({ berichtId }) {
      const failed = await readUitgaand(db, berichtId, purpose(berichtId));
      await recordStatus(db, berichtId, 'mislukt', { bewijs: { reden: 'geen-bewijs-op-tijd' } }, nu());
      const over = await findOnderwerp(db, failed.kenmerk);
      const tried = await db
        .selectFrom('bericht')
        .select(['kanaal', 'adres', 'conversatie', 'sjabloon'])
        .where('kenmerk', '=', failed.kenmerk)
        .where('richting', '=', 'uit')
        .where('status', '=', 'mislukt')
        .execute();
      const { bereik, voorkeur } = await readBereik(
        db,
        { ...over, onderwerpId: over.verzoek?.id ?? over.interactieId },
        purpose(berichtId),
      );
      for (const keus of selectKanalen(bereik, voorkeur)) {
        const known = tried.some(
          (old) =>
            old.kanaal === keus.kanaal &&
            old.adres === (keus.adres ?? null) &&
            (keus.kanaal === 'email' || old.conversatie === (keus.conversatie ?? null)),
        );
        if (known || !(await omgeving.findVerzender(keus.kanaal))) continue;
        const { sjabloon } = await db
          .selectFrom('bericht')
          .select('sjabloon')
          .where('id', '=', berichtId)
          .executeTakeFirstOrThrow();
        const next = await insertUitgaand(
          db,
          over,
          {
            sleutel: `elders/${berichtId}`,
            soort: failed.soort,
            onderwerp: failed.onderwerp,
            tekst: failed.tekst,
            sjabloon: sjabloon ?? '',
            bereik: keus,
          },
          nu(),
        );
        return { berichtId: next.id };
      }
      return {};
    },

    async askContactherstel({ berichtId, uiterlijk }) {
      const { kenmerk } = await db
        .selectFrom('bericht')
        .select('kenmerk')
        .where('id', '=', berichtId)
        .executeTakeFirstOrThrow();
      await recordGebeurtenis(
        db,
        { kenmerk, sleutel: `niet-bereikt/${berichtId}`, soort: 'niet-bereikt', actor: 'systeem:worker' },
        nu(),
      );
      await openTaak(
        db,
        {
          kenmerk,
          sleutel: `contactherstel/${berichtId}`,
          soort: 'bericht',
          naam: 'contact-herstellen',
          vaardigheid: 'klantcontact',
          prioriteit: 2,
          uiterlijk,
        },
        nu(),
      );
    },
  };
}
