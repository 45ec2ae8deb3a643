import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workflowIds } from '../../domein/opdracht.ts';
import { readConfig } from '../../platform/config.ts';
import { freePort } from '../../platform/embedded/ports.ts';
import { createClient } from '../../platform/temporal/connection.ts';
import { type Afnemer, startAfnemer } from '../support/afnemer.ts';
import { recordCorpus } from '../support/historie.ts';
import { type Nrc, openNrc } from '../support/notificaties.ts';
import { eventually, type Systeem, startSysteem } from '../support/systeem.ts';

let systeem: Systeem;
let nrc: Nrc;
let metricsPort: number;
let temporal: Awaited<ReturnType<typeof createClient>>;
const afnemers: Afnemer[] = [];
beforeAll(async () => {
  metricsPort = await freePort();
  systeem = await startSysteem({ METRICS_PORT: String(metricsPort) });
  nrc = await openNrc(systeem.url);
  temporal = await createClient(readConfig());
}, 60_000);
afterAll(async () => {
  if (process.env.SCHAKEL_OPNEMEN) await recordCorpus(systeem.taskQueue, process.env.SCHAKEL_OPNEMEN);
  await Promise.all(afnemers.map((een) => een.stop()));
  await temporal.connection.close();
  await systeem.stop();
});

async function afnemer(...args: Parameters<typeof startAfnemer>): Promise<Afnemer> {
  const een = await startAfnemer(...args);
  afnemers.push(een);
  return een;
}
const handleOf = (uuid: string) => temporal.workflow.getHandle(workflowIds.abonnement(uuid));
const statusOf = async (uuid: string): Promise<string> => (await handleOf(uuid).describe()).status.name;
const actiesOf = (een: Afnemer, hoofd: string): unknown[] =>
  een
    .aangenomen('/')
    .filter(({ bericht }) => bericht.hoofdObject === hoofd)
    .map(({ bericht }) => bericht.actie);
const rijen = async (uuid: string) =>
  systeem.ask<{ pogingen: number; opgegeven: boolean }>(
    'SELECT pogingen, opgegeven_op IS NOT NULL AS opgegeven FROM zgw_aflevering WHERE abonnement = $1 ORDER BY id',
    [uuid],
  );

test('each main object in its order, each message once, also when the subscriber stumbles', async () => {
  let struikelt = 3;
  const een = await afnemer(({ actie }) => (actie === '3' && struikelt-- > 0 ? 500 : 204));
  const kanaal = await nrc.maakKanaal();
  await nrc.abonneer(een.url, { kanalen: [{ naam: kanaal, filters: {} }] });
  const zaken = ['https://zaak.test/a', 'https://zaak.test/b', 'https://zaak.test/c'];
  struikelt = 1;
  for (let actie = 1; actie <= 6; actie++)
    for (const zaak of zaken) await nrc.meld(kanaal, zaak, { actie: String(actie) });
  await eventually('all 18 messages', async () => een.aangenomen('/').length >= 18);
  for (const zaak of zaken) expect(actiesOf(een, zaak), zaak).toEqual(['1', '2', '3', '4', '5', '6']);
  // The one that was refused came again under the same id.
  const geweigerd = een.ontvangen.find(({ status }) => status === 500);
  const weer = een.ontvangen.filter(
    ({ headers }) => headers['idempotency-key'] === geweigerd?.headers['idempotency-key'],
  );
  expect(weer.map(({ status }) => status)).toEqual([500, 204]);
  expect(een.ontvangen[0]?.headers.authorization).toBe('Bearer proef');
});

test('forty subscribers that never answer delay nobody', async () => {
  const dood = await afnemer(() => 'stil');
  const goed = await afnemer();
  const kanaal = await nrc.maakKanaal();
  const kanalen = [{ naam: kanaal, filters: {} }];
  await Promise.all(Array.from({ length: 40 }, (_, i) => nrc.abonneer(`${dood.url}/${i}`, { kanalen })));
  await nrc.abonneer(goed.url, { kanalen });
  // The workflows of all start with the first message; what is measured is a running distribution.
  await nrc.meld(kanaal, 'https://zaak.test/traag/eerste');
  const eerste = () => goed.aangenomen('/').length === 1 && dood.ontvangen.length >= 40;
  await eventually('the first message at everyone', async () => eerste());
  const begin = new Map<string, number>();
  for (let i = 0; i < 30; i++) {
    const zaak = `https://zaak.test/traag/${i}`;
    begin.set(zaak, Date.now());
    await nrc.meld(kanaal, zaak);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await eventually('30 more messages at the good subscriber', async () => goed.aangenomen('/').length === 31);
  const duur = goed
    .aangenomen('/')
    .filter(({ bericht }) => begin.has(String(bericht.hoofdObject)))
    .map(({ op, bericht }) => op - (begin.get(String(bericht.hoofdObject)) ?? 0))
    .sort((a, b) => a - b);
  // One dead subscriber before it would cost ten seconds.
  expect(duur[29]).toBeLessThan(5_000);
  expect(dood.ontvangen.length).toBeGreaterThan(40);
});

test('a message that hangs keeps its own main object waiting, and nobody else', async () => {
  const een = await afnemer(({ hoofdObject }) => (hoofdObject === 'https://zaak.test/hangt' ? 'stil' : 204));
  const kanaal = await nrc.maakKanaal();
  await nrc.abonneer(een.url, { kanalen: [{ naam: kanaal, filters: {} }] });
  await nrc.meld(kanaal, 'https://zaak.test/begin');
  await eventually('the workflow', async () => een.aangenomen('/').length === 1);
  await nrc.meld(kanaal, 'https://zaak.test/hangt');
  await nrc.meld(kanaal, 'https://zaak.test/hangt', { actie: 'update' });
  const begin = new Map<string, number>();
  // Longer than a turn, shorter than the time-out of the one that hangs.
  for (let i = 0; i < 70; i++) {
    begin.set(`https://zaak.test/vlot/${i}`, Date.now());
    await nrc.meld(kanaal, `https://zaak.test/vlot/${i}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await eventually('the others', async () => een.aangenomen('/').length === 71, 5_000);
  const duur = een
    .aangenomen('/')
    .slice(1)
    .map(({ op, bericht }) => op - (begin.get(String(bericht.hoofdObject)) ?? 0))
    .sort((a, b) => a - b);
  // One that hangs would cost ten seconds.
  expect(duur[65]).toBeLessThan(4_000);
  // Of the two that hang the second waits for the first, which a slow machine may see asked again.
  const hangt = een.ontvangen.filter(({ status }) => status === 0).map(({ bericht }) => bericht.actie);
  expect(new Set(hangt)).toEqual(new Set(['create']));
});

test.each([
  ['moved', (uuid: string, url: string) => nrc.roep('PATCH', `/abonnement/${uuid}`, { callbackUrl: url })],
  ['removed', (uuid: string) => nrc.roep('DELETE', `/abonnement/${uuid}`)],
])('of an abonnement that is %s half-way nothing more is begun at the old address', async (hoe, doe) => {
  const traag = () => new Promise<number>((resolve) => setTimeout(() => resolve(204), 250));
  const [oud, nieuw] = [await afnemer(traag), await afnemer()];
  const kanaal = await nrc.maakKanaal();
  const uuid = await nrc.abonneer(oud.url, { kanalen: [{ naam: kanaal, filters: {} }] });
  const zaken = Array.from({ length: 400 }, (_, i) => `https://zaak.test/half/${i}`);
  await Promise.all(zaken.map((zaak) => nrc.meld(kanaal, zaak)));
  await eventually('a part', async () => oud.ontvangen.length >= 30, 20_000);
  expect((await doe(uuid, nieuw.url)).status).toBeLessThan(300);
  // What had begun by then arrives.
  await new Promise((resolve) => setTimeout(resolve, 700));
  const bijOud = oud.ontvangen.length;
  expect(bijOud).toBeLessThan(400);
  if (hoe === 'moved') await eventually('the rest', async () => nieuw.ontvangen.length + bijOud === 400);
  else await new Promise((resolve) => setTimeout(resolve, 500));
  expect(oud.ontvangen).toHaveLength(bijOud);
  const wie = [...oud.ontvangen, ...nieuw.ontvangen].map(({ bericht }) => bericht.hoofdObject);
  expect(new Set(wie).size).toBe(wie.length);
});

describe('a message that is refused too often', () => {
  test('is laid aside, shown, told, and delivered when an operator sends it again by signal', async () => {
    let weigert = true;
    const een = await afnemer(({ hoofdObject }) =>
      weigert && hoofdObject === 'https://zaak.test/ziek' ? 400 : 204,
    );
    const kanaal = await nrc.maakKanaal();
    const uuid = await nrc.abonneer(een.url, { kanalen: [{ naam: kanaal, filters: {} }] });
    await nrc.meld(kanaal, 'https://zaak.test/ziek');
    await eventually('the first refusal', async () => (await rijen(uuid))[0]?.pogingen === 1);
    // The other eighteen attempts take most of a day.
    await systeem.ask('UPDATE zgw_aflevering SET pogingen = 19, niet_voor = now() WHERE abonnement = $1', [
      uuid,
    ]);
    await eventually('a message laid aside', async () => (await rijen(uuid))[0]?.opgegeven);
    await nrc.meld(kanaal, 'https://zaak.test/ziek', { actie: 'update' });
    // What came behind it goes on.
    weigert = false;
    await eventually('the next message', async () => een.aangenomen('/').length === 1);

    const stand = await eventually('the stand in the workflow', async () => {
      const gezien = await handleOf(uuid).query<{ opgegeven: number; gemeld: boolean; fout?: string }>(
        'stand',
      );
      return gezien.opgegeven === 1 && gezien.gemeld && gezien;
    });
    expect(stand.fout).toBe('400');
    const regel = systeem
      .logLines()
      .find((line) => line.includes('notifications stick') && line.includes(uuid));
    expect(JSON.parse(regel ?? '{}')).toMatchObject({ level: 40, opgegeven: 1, fout: '400' });
    await eventually('the query of docs/beheerder.md', async () => {
      const query = `WorkflowType = 'abonnement' AND WachtOp = 'beheerder' AND TaskQueue = '${systeem.taskQueue}'`;
      for await (const { workflowId } of temporal.workflow.list({ query }))
        if (workflowId === workflowIds.abonnement(uuid)) return true;
      return false;
    });

    await handleOf(uuid).signal('opnieuw');
    await eventually('the message that was laid aside', async () => een.aangenomen('/').length === 2);
    expect(een.aangenomen('/').map(({ bericht }) => bericht.actie)).toEqual(['update', 'create']);
    await eventually('nothing left', async () => (await rijen(uuid)).length === 0);
    await eventually('a quiet stand', async () => {
      const gezien = await handleOf(uuid).query<{ opgegeven: number; vastSinds?: number }>('stand');
      return gezien.opgegeven === 0 && gezien.vastSinds === undefined;
    });
  });
});

/** As an operator runs it; `npm run` only adds a check of the installation. */
const afleveringen = async (...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'platform/afleveringen.ts', ...args],
    { env: { ...process.env, DATABASE_URL: systeem.databaseUrl } },
  );
  return stdout.trim();
};
const metrieken = async (uuid: string): Promise<string[]> => {
  const response = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
  return (await response.text()).split('\n').filter((line) => line.includes(uuid));
};

test('from the command line: list, send again, drop; the metrics tell the same', async () => {
  let weigert = true;
  const een = await afnemer(() => (weigert ? 422 : 204));
  const kanaal = await nrc.maakKanaal();
  const uuid = await nrc.abonneer(een.url, { kanalen: [{ naam: kanaal, filters: {} }] });
  for (const zaak of ['a', 'b', 'c']) await nrc.meld(kanaal, `https://zaak.test/cli/${zaak}`);
  await eventually('three refusals', async () => een.ontvangen.length === 3);
  await eventually('which are booked', async () =>
    (await rijen(uuid)).every(({ pogingen }) => pogingen === 1),
  );
  await systeem.ask('UPDATE zgw_aflevering SET pogingen = 19, niet_voor = now() WHERE abonnement = $1', [
    uuid,
  ]);
  await eventually('three laid aside', async () => (await rijen(uuid)).every(({ opgegeven }) => opgegeven));
  expect(await metrieken(uuid)).toContain(`schakel_notificaties_opgegeven{abonnement="${uuid}"} 3`);
  const lijst = (await afleveringen('lijst', uuid)).split('\n').map((line) => line.split('\t'));
  expect(lijst.map(([, , soort, pogingen, fout]) => [soort, pogingen, fout])).toEqual(
    Array(3).fill(['notificatie', '20', '422']),
  );
  weigert = false;
  expect(await afleveringen('opnieuw', uuid, String(lijst[1]?.[1]))).toBe('Opnieuw onderweg: 1.');
  await eventually('the one that was sent again', async () => een.aangenomen('/').length === 1);
  expect(een.aangenomen('/')[0]?.bericht.hoofdObject).toBe('https://zaak.test/cli/b');
  expect(await afleveringen('verwijder', uuid, String(lijst[0]?.[1]))).toBe('Verwijderd: 1.');
  expect(await afleveringen('opnieuw', uuid)).toBe('Opnieuw onderweg: 1.');
  await eventually('the last one', async () => een.aangenomen('/').length === 2);
  await eventually('no metrics of who has nothing', async () => (await metrieken(uuid)).length === 0);
  expect(een.aangenomen('/').map(({ bericht }) => bericht.hoofdObject)).not.toContain(
    'https://zaak.test/cli/a',
  );
});

test('an abonnement that is deleted half-way ends its workflow, and what waited goes with it', async () => {
  const een = await afnemer(() => 500);
  const kanaal = await nrc.maakKanaal();
  const uuid = await nrc.abonneer(een.url, { kanalen: [{ naam: kanaal, filters: {} }] });
  for (const zaak of ['a', 'b', 'c']) await nrc.meld(kanaal, `https://zaak.test/weg/${zaak}`);
  await eventually('three refusals', async () => een.ontvangen.length >= 3);
  expect(await statusOf(uuid)).toBe('RUNNING');
  expect((await nrc.roep('DELETE', `/abonnement/${uuid}`)).status).toBe(204);
  await eventually('the end of the workflow', async () => (await statusOf(uuid)) === 'COMPLETED');
  expect(await rijen(uuid)).toEqual([]);
  expect(await systeem.ask('SELECT 1 FROM zgw_bezorging WHERE abonnement = $1', [uuid])).toEqual([]);
});

test('a workflow that an operator ended by hand begins again when there is work', async () => {
  const een = await afnemer();
  const kanaal = await nrc.maakKanaal();
  const uuid = await nrc.abonneer(een.url, { kanalen: [{ naam: kanaal, filters: {} }] });
  await eventually('its workflow', async () => statusOf(uuid).catch(() => false));
  await handleOf(uuid).terminate('proef');
  await nrc.meld(kanaal, 'https://zaak.test/opnieuw');
  await eventually('the message', async () => een.aangenomen('/').length === 1, 25_000);
});

test('an address that is mended gets at once what waited', async () => {
  const stuk = await afnemer(() => 503);
  const heel = await afnemer();
  const kanaal = await nrc.maakKanaal();
  const uuid = await nrc.abonneer(stuk.url, { kanalen: [{ naam: kanaal, filters: {} }] });
  await nrc.meld(kanaal, 'https://zaak.test/verhuisd');
  await eventually('a rest', async () => stuk.ontvangen.length >= 3, 20_000);
  const op = Date.now();
  expect((await nrc.roep('PATCH', `/abonnement/${uuid}`, { callbackUrl: heel.url })).status).toBe(200);
  await eventually('the message at the new address', async () => heel.aangenomen('/').length === 1);
  expect(Date.now() - op).toBeLessThan(3_000);
});

test('as CloudEvents for who asks for them: our own notifications and those of others', async () => {
  const een = await afnemer(({ subject }) => (subject === 'eerst' && een.ontvangen.length === 0 ? 500 : 204));
  const kanaal = await nrc.maakKanaal(['zaaktype']);
  await nrc.abonneer(een.url, {
    kanalen: [{ naam: kanaal, filters: {} }],
    sendCloudevents: true,
    cloudeventFilters: [{ typeSubstring: 'nl.proef.', filters: {} }],
  });
  await nrc.meld(kanaal, 'https://zaak.test/ce', {
    resourceUrl: 'https://zaak.test/statussen/eerst',
    kenmerken: { zaaktype: 'x' },
  });
  await eventually('a refusal and a second try', async () => een.ontvangen.length === 2);
  const [geweigerd, aangekomen] = een.ontvangen;
  expect(aangekomen?.headers['content-type']).toBe('application/cloudevents+json');
  expect(aangekomen?.bericht).toEqual({
    specversion: '1.0',
    id: geweigerd?.bericht.id,
    source: 'urn:nld:oin:00000001002564440000:systeem:schakel',
    type: `nl.overheid.${kanaal}.status.create`,
    subject: 'eerst',
    time: '2026-11-24T12:00:00Z',
    dataref: 'https://zaak.test/statussen/eerst',
    datacontenttype: 'application/json',
    data: { zaaktype: 'x', hoofdObject: 'https://zaak.test/ce' },
  });
  expect(geweigerd?.bericht.id).toMatch(/^[0-9a-f-]{36}$/);

  const events = ['1', '2', '3'].map((id) => ({
    specversion: '1.0',
    id,
    source: 'urn:nld:proef',
    type: 'nl.proef.gebeurd',
    subject: 's',
  }));
  for (const event of events)
    expect((await nrc.roep('POST', '/cloudevents', event, 'application/cloudevents+json')).status).toBe(201);
  await eventually('three events', async () => een.ontvangen.length === 5);
  expect(een.ontvangen.slice(2).map(({ bericht }) => bericht)).toEqual(events);
});
