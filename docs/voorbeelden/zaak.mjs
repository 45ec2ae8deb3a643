// Shows the zaak of a number as any client of the register APIs sees it: node docs/voorbeelden/zaak.mjs S-K7M3-9QXT-4
// With another system: SCHAKEL_URL, ZGW_CLIENT_ID and ZGW_SECRET. The client of the demo exists with `npm start` only.
import { readFileSync } from 'node:fs';
import { SignJWT } from 'jose';

const { SCHAKEL_DATA = '.schakel', ZGW_CLIENT_ID = 'schakel-demo' } = process.env;
const base =
  process.env.SCHAKEL_URL ??
  JSON.parse(readFileSync(`${SCHAKEL_DATA}/adressen.json`, 'utf8')).addresses.website;
const secret = new TextEncoder().encode(process.env.ZGW_SECRET ?? 'schakel-demo-geheim');
const token = await new SignJWT({
  client_id: ZGW_CLIENT_ID,
  user_id: 'voorbeeld',
  user_representation: 'Voorbeeld',
})
  .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
  .setIssuer(ZGW_CLIENT_ID)
  .setIssuedAt()
  .sign(secret);

async function get(address) {
  const answer = await fetch(new URL(address, base), {
    headers: { authorization: `Bearer ${token}`, 'accept-crs': 'EPSG:4326' },
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}

const nummer = process.argv[2] ?? '';
const { results } = await get(`/zaken/api/v1/zaken?identificatie=${encodeURIComponent(nummer)}`);
if (!results[0]) {
  console.error(`There is no zaak ${nummer}.`);
  process.exit(1);
}
const zaak = results[0];
const statussen = (await get(`/zaken/api/v1/statussen?zaak=${zaak.url}`)).results;
console.log(`${zaak.identificatie}: ${zaak.omschrijving}, ${zaak.einddatum ? 'closed' : 'open'}`);
for (const status of statussen.reverse())
  console.log(`  ${status.datumStatusGezet}  ${(await get(status.statustype)).omschrijving}`);
for (const { informatieobject } of await get(`/zaken/api/v1/zaakinformatieobjecten?zaak=${zaak.url}`))
  console.log(`  document: ${(await get(informatieobject)).titel}`);
console.log(`  ${zaak.url}`);
