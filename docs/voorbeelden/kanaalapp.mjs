// Een kanaalapp in het klein (docs/kanaalbouwer.md). Elke regel "nummer tekst" op stdin is een sms van een klant;
// elk bericht van de gemeente komt als een regel JSON op stdout. Vervang die twee door uw eigen medium.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as wacht } from 'node:timers/promises';

const adres = process.env.SCHAKEL_URL ?? 'http://localhost:3000';
const token = process.env.SCHAKEL_TOKEN ?? 'schakel-demo-sms';

// Probeert opnieuw wat later wel kan lukken. Dat mag: elke aanvraag heeft een eigen nummer en telt maar één keer.
async function roep(pad, body) {
  for (;;) {
    const antwoord = await fetch(`${adres}/kanalen/v1${pad}`, {
      method: body ? 'POST' : 'GET',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    }).catch(() => undefined);
    if (antwoord?.ok) return antwoord.json();
    if (antwoord && antwoord.status < 500 && antwoord.status !== 429) throw new Error(await antwoord.text());
    await wacht(1000);
  }
}

async function bezorg() {
  const bezorgd = new Set();
  for (let na = ''; ; ) {
    const { berichten, volgende } = await roep(`/uitgaand?wacht=20${na && `&na=${na}`}`);
    for (const { id, conversatie, adres: nummer, tekst } of berichten) {
      if (!bezorgd.has(id)) console.log(JSON.stringify({ naar: nummer ?? conversatie, tekst }));
      bezorgd.add(id);
      await roep(`/uitgaand/${id}/status`, { status: 'afgeleverd', op: new Date().toISOString() });
    }
    na = volgende;
  }
}

async function ontvang(regel) {
  const [, nummer, tekst] = /^(\S+)\s+(.+)$/.exec(regel) ?? [];
  if (!nummer) return console.error('Typ: nummer tekst');
  const afzender = { adressen: [{ soort: 'telefoonnummer', waarde: nummer }] };
  const bericht = { externId: randomUUID(), conversatie: nummer, afzender, inhoud: { tekst } };
  const { mededeling } = await roep('/berichten', bericht);
  console.log(JSON.stringify({ naar: nummer, tekst: mededeling }));
}

bezorg();
for await (const regel of createInterface({ input: process.stdin })) await ontvang(regel);
