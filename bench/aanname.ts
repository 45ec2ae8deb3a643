import { randomUUID } from 'node:crypto';
import { median, openLoop, post } from './last.ts';
import { startHelper } from './proces.ts';
import type { System } from './system.ts';
import type { Regel } from './tabel.ts';
import { melding, sendMelding, waitForCount, withDatabase } from './verzoeken.ts';

/** Accept over HTTP, beside a bare Express handler with one INSERT on the same database, in turns. */
export async function measureAanname(system: System, seconds: number): Promise<Regel[]> {
  const bare = await startHelper('kaal/server.ts', { DATABASE_URL: system.addresses.database });
  const url = `http://127.0.0.1:${bare.message.port}/`;
  const vraag = () => ({
    externId: randomUUID(),
    conversatie: 'bench-aanname',
    afzender: { adressen: [] },
    inhoud: { tekst: 'Een regel.' },
  });
  // One conversation, so that handling the messages costs little next to accepting them: what is measured is the door.
  const ours = () =>
    post(`${new URL(system.addresses.website).origin}/kanalen/v1/berichten`, vraag(), {
      authorization: 'Bearer schakel-demo-sms',
    });
  const rounds = { bare: [] as number[], ours: [] as number[], p99: [] as number[], fouten: 0 };
  await openLoop(100, 300, ours);
  await openLoop(100, 300, () => post(url, vraag()));
  for (let round = 0; round < 3; round += 1) {
    const a = await openLoop(100, seconds * 100, () => post(url, vraag()));
    const b = await openLoop(100, seconds * 100, ours);
    rounds.bare.push(a.p50);
    rounds.ours.push(b.p50);
    rounds.p99.push(b.p99);
    rounds.fouten += b.fouten;
  }
  bare.stop();
  return [
    {
      naam: 'aanname p50 bij 100/s',
      waarde: median(rounds.ours),
      eenheid: 'ms',
      basis: median(rounds.bare),
      verhouding: median(rounds.ours) / median(rounds.bare),
      doel: 'verhouding <= 2',
      goed: median(rounds.ours) / median(rounds.bare) <= 2,
    },
    {
      naam: 'aanname p99 bij 100/s',
      waarde: median(rounds.p99),
      eenheid: 'ms',
      doel: '< 50 ms',
      goed: median(rounds.p99) < 50,
    },
    {
      naam: 'aanname fouten',
      waarde: rounds.fouten,
      eenheid: 'fouten',
      doel: '0',
      goed: rounds.fouten === 0,
    },
  ];
}

/** A burst far above what can be handled: all accepted, and all there when it has drained. */
export async function measurePiek(system: System, aantal: number): Promise<Regel[]> {
  return withDatabase(system, async (client) => {
    const before = Number(
      (await client.query("SELECT count(*) AS n FROM bericht WHERE richting = 'in'")).rows[0].n,
    );
    // Five hundred people at once, twenty messages each.
    const mensen = Array.from({ length: Math.ceil(aantal / 20) }, melding);
    const burst = await openLoop(500, aantal, (n) => {
      const { product: _, voorkeurskanaal: __, ...mens } = mensen[n % mensen.length]!;
      return sendMelding(system, { ...mens, externId: randomUUID(), inhoud: { tekst: `Bericht ${n}` } });
    });
    const drained = performance.now();
    await waitForCount(client, 'SELECT 1 - least(count(*), 1) AS n FROM doorgifte', 1, 900_000);
    const seconds = (performance.now() - drained) / 1000;
    const after = Number(
      (await client.query("SELECT count(*) AS n FROM bericht WHERE richting = 'in'")).rows[0].n,
    );
    return [
      {
        naam: `piek van ${aantal} bij 500/s: fouten`,
        waarde: burst.fouten,
        eenheid: 'fouten',
        doel: '0',
        goed: burst.fouten === 0,
      },
      {
        naam: 'piek: werkelijk tempo',
        waarde: burst.perSeconde,
        eenheid: '/s',
        doel: '>= 490/s',
        goed: burst.perSeconde >= 490,
      },
      {
        naam: 'piek: opgeslagen',
        waarde: after - before,
        eenheid: 'berichten',
        doel: `${aantal}`,
        goed: after - before === aantal,
      },
      { naam: 'piek: doorgegeven na', waarde: seconds, eenheid: 's', doel: 'geen verlies', goed: true },
    ];
  });
}
