import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { Opruimactiviteiten } from '../../activities/contract.ts';

const delen = [...'0123456789abcdef'];

/** A part of a large store takes long, and shows meanwhile that it lives. */
const { ruimInhoudOp, ruimAfgebrokenOp } = proxyActivities<Opruimactiviteiten>({
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: '2 minutes',
  retry: { initialInterval: '10 seconds', maximumInterval: '10 minutes' },
});

/** Contents of documents: how many there are, how many orphans went, how many of the sample were damaged. */
export interface Opruimverslag {
  gezien: number;
  gewist: number;
  afgebroken: number;
  beschadigd: number;
}

/** Every night, part by part: what no document or message names any more goes, and a sample is checked. */
export async function inhoudopruiming(): Promise<Opruimverslag> {
  const { gewist: afgebroken } = await ruimAfgebrokenOp();
  const verslag: Opruimverslag = { gezien: 0, gewist: 0, afgebroken, beschadigd: 0 };
  for (const [nummer, deel] of delen.entries()) {
    setCurrentDetails(
      `Deel ${nummer + 1} van ${delen.length}: ${verslag.gezien} bestanden gezien, ${verslag.gewist} gewist, ${verslag.beschadigd} beschadigd.`,
    );
    const stand = await ruimInhoudOp({ deel });
    verslag.gezien += stand.gezien;
    verslag.gewist += stand.gewist;
    verslag.beschadigd += stand.beschadigd;
  }
  setCurrentDetails(
    `Klaar: ${verslag.gezien} bestanden gezien, ${verslag.gewist} gewist, ${verslag.beschadigd} beschadigd.`,
  );
  return verslag;
}
