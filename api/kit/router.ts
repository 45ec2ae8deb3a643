import type express from 'express';
import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { sql } from 'kysely';
import { problemHandler } from '../../platform/problem.ts';
import type { Actie } from '../../registers/kader/regel.ts';
import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import { apiHeaders } from '../security.ts';
import { meldWaarschuwingen, stuurLijst, stuurObject } from './antwoord.ts';
import { auditRoutes } from './audit-routes.ts';
import { bewaak } from './bewaking.ts';
import { foutenVan } from './controle.ts';
import { heeftEtagBij } from './etag.ts';
import { klapUit } from './expand.ts';
import { kies, leesFields, padenVan } from './fields.ts';
import { nietGevonden, validatieFout } from './fout.ts';
import { handelingRoutes } from './handeling.ts';
import { inTransactie } from './idempotentie.ts';
import { eisNogSteeds, eisRij, eisScope, leesLijst } from './lees.ts';
import { leesJson } from './lichaam.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import { openapiVan } from './openapi.ts';
import { type Behandeling, behandel, eisCrs, uuidUit, vraagUit } from './oproep.ts';
import type { Api, Plek, Resource } from './resource.ts';
import { doeVooraf, voerUitIn } from './schrijf.ts';
import { alsInvoerfout, eisVraagTekens } from './tekens.ts';
import { toonRij } from './toon.ts';
import { leesExpand, leesVraag, type Vraag } from './vraag.ts';
import { wortelRoutes } from './wortel.ts';

/** Largest JSON body, bytes. Larger documents go in parts (bestandsdelen). */
const maximumBody = 100 * 1_048_576;

/** Serves one API at its own path: everything that is declared, its `openapi.json`, and errors as problem+json. */
export function maakApiRouter(
  omgeving: Omgeving,
  api: Api,
  extra: (router: Router) => void = () => undefined,
): Router {
  const router = Router({ caseSensitive: true });
  const document = openapiVan(api, omgeving.basissen[0] ?? '', (naam) => omgeving.kaart.vind(naam).resource);
  const lijsten = api.resources.filter(({ onder, operaties }) => !onder && operaties.has('list'));
  router.use(apiHeaders(api.versie), bewaak(document), eisVraagTekens);
  wortelRoutes(
    router,
    omgeving,
    api.pad,
    document,
    lijsten.map(({ pad }) => pad),
  );
  extra(router);
  router.use(...leesJson(maximumBody));
  for (const resource of api.resources) resourceRoutes(router, omgeving, { api, resource });
  handelingRoutes(router, omgeving, api);
  router.use((_req, _res, next) => next(nietGevonden()));
  router.use(onleesbaar, problemHandler(omgeving.log));
  return router;
}

function resourceRoutes(router: Router, omgeving: Omgeving, plek: Plek): void {
  const { resource } = plek;
  const basis = resource.onder ? `/${resource.onder.pad}/:ouder/${resource.pad}` : `/${resource.pad}`;
  const crs: RequestHandler[] = resource.crs ? [eisCrs] : [];
  const route = (werk: Behandeling): RequestHandler[] => [...crs, behandel(omgeving, werk)];
  const can = resource.operaties;
  const wijzig =
    (actie: Actie): Behandeling =>
    (oproep, req, res) =>
      wijzigRij(omgeving, oproep, plek, actie, req, res);

  if (resource.zoek) router.post(`${basis}/_zoek`, route(zoekIn(omgeving, plek)));
  const lijst = router.route(basis);
  if (can.has('list')) lijst.get(route(toonLijst(omgeving, plek)));
  if (can.has('create')) lijst.post(route(wijzig('create')));

  if (resource.audittrail) auditRoutes(router, omgeving, plek, `${basis}/:uuid/audittrail`);
  const een = router.route(`${basis}/:uuid`);
  if (can.has('read')) een.get(route(toonEen(omgeving, plek)));
  if (can.has('update')) een.put(route(wijzig('update')));
  if (can.has('partial_update')) een.patch(route(wijzig('partial_update')));
  if (can.has('destroy')) een.delete(route(wijzig('destroy')));
}

const onleesbaar: ErrorRequestHandler = (error, _req, _res, next) => next(alsInvoerfout(error));

/**
 * The parent in the path, and it is the parent of the object in the path. Whether the caller may, the object itself says;
 * a list has none, and asks it of the parent.
 * @throws Problem 404
 */
async function ouderUit(
  omgeving: Omgeving,
  oproep: Oproep,
  { resource }: Plek,
  req: express.Request,
  soort: 'lijst' | 'object',
): Promise<Waarden | undefined> {
  if (!resource.onder) return undefined;
  const veld = resource.velden[resource.onder.veld];
  const ouder = omgeving.kaart.vind(veld?.naar ?? '');
  const uuid = uuidUit(req, 'ouder');
  if (soort === 'lijst') await eisRij(omgeving, oproep, omgeving.opslag, ouder, uuid, 'lezen');
  else {
    const bestaat =
      req.params.uuid === undefined
        ? sql`SELECT 1 FROM ${sql.table(ouder.resource.tabel)} t WHERE t.uuid = ${uuid}::uuid`
        : sql`SELECT 1 FROM ${sql.table(resource.tabel)} t WHERE t.uuid = ${uuidUit(req)}::uuid AND ${sql.ref(`t.${veld?.kolom?.naam ?? ''}`)} = ${uuid}::uuid`;
    if (!(await omgeving.opslag.een(bestaat))) throw nietGevonden();
  }
  return { [resource.onder.veld]: uuid };
}

function toonLijst(omgeving: Omgeving, plek: Plek): Behandeling {
  return async (oproep, req, res) => {
    eisScope(oproep, plek, 'lezen');
    const vraag = leesVraag(omgeving.kaart, oproep, plek.resource, vraagUit(req));
    const ouder = await ouderUit(omgeving, oproep, plek, req, 'lijst');
    if (ouder && plek.resource.onder) vraag.condities.push(ouderConditie(plek.resource, ouder));
    await stuurBladzijde(omgeving, opPeildatum(oproep, plek.resource, req), plek, vraag, req, res);
  };
}

/** The same call, looking at relations on the day that the client names. */
function opPeildatum(oproep: Oproep, { peildatum }: Resource, req: express.Request): Oproep {
  const dag = peildatum && req.query[peildatum];
  return typeof dag === 'string' && dag !== '' ? { ...oproep, peildatum: dag } : oproep;
}

function ouderConditie(resource: Resource, ouder: Waarden) {
  const veld = resource.onder?.veld ?? '';
  const filter = resource.filters[veld];
  if (!filter) throw new Error(`${resource.naam} lies below ${veld} and needs a filter on it.`);
  return filter.conditie(ouder[veld], { nu: new Date(0), basissen: [] });
}

function zoekIn(omgeving: Omgeving, plek: Plek): Behandeling {
  return async (oproep, req, res) => {
    eisScope(oproep, plek, 'lezen');
    const body: unknown = req.body === undefined ? {} : req.body;
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw validatieFout([
        { name: 'nonFieldErrors', code: 'invalid', reason: 'De inhoud moet een JSON-object zijn.' },
      ]);
    eisZoekvelden(plek.resource, body as Waarden);
    const { page, pageSize, expand } = req.query;
    const zoekvraag: Record<string, unknown> = {
      ...body,
      ...(page === undefined ? {} : { page }),
      ...(pageSize === undefined ? {} : { pageSize }),
    };
    // Paths of the body and of the address hold both.
    if (expand !== undefined)
      zoekvraag.expand = zoekvraag.expand === undefined ? expand : [zoekvraag.expand, expand].flat();
    const vraag = leesVraag(omgeving.kaart, oproep, plek.resource, zoekvraag, true);
    await stuurBladzijde(omgeving, oproep, plek, vraag, req, res);
  };
}

/** @throws Problem 400 for a search without what it must have */
function eisZoekvelden({ zoek }: Resource, body: Waarden): void {
  if (typeof zoek === 'boolean') return;
  if (Object.keys(body).length === 0)
    throw validatieFout([
      { name: 'nonFieldErrors', code: 'empty_search_body', reason: 'Geef op waarnaar gezocht wordt.' },
    ]);
  const ontbreekt = zoek.filter((naam) => body[naam] === undefined);
  if (ontbreekt.length > 0)
    throw validatieFout(
      ontbreekt.map((name) => ({ name, code: 'required', reason: 'Dit veld is vereist.' })),
    );
}

async function stuurBladzijde(
  omgeving: Omgeving,
  oproep: Oproep,
  plek: Plek,
  vraag: Vraag,
  req: express.Request,
  res: express.Response,
): Promise<void> {
  const { resource } = plek;
  const blad = await leesLijst(omgeving, oproep, plek, vraag);
  let beelden = blad.rijen.map((rij) => toonRij(omgeving.kaart, oproep.basis, resource, rij));
  if (vraag.fields === undefined) await klapUit(omgeving, oproep, resource, beelden, vraag.expand);
  else {
    const keuze = leesFields(vraag.fields);
    await klapUit(
      omgeving,
      oproep,
      resource,
      beelden,
      padenVan(keuze, (pad) => isVerwijzing(omgeving, resource, pad)),
    );
    beelden = beelden.map((beeld) => kies(beeld, keuze));
  }
  stuurLijst(req, res, oproep, resource, beelden, blad, vraag);
}

function isVerwijzing(omgeving: Omgeving, resource: Resource, pad: readonly string[]): boolean {
  const [naam = '', ...rest] = pad;
  const veld = Object.hasOwn(resource.velden, naam) ? resource.velden[naam] : undefined;
  if (!veld?.naar) return rest.length === 0 && (veld?.haal || veld?.uitklapbaar) === true;
  return rest.length === 0 || isVerwijzing(omgeving, omgeving.kaart.vind(veld.naar).resource, rest);
}

function toonEen(omgeving: Omgeving, plek: Plek): Behandeling {
  return async (vandaag, req, res) => {
    eisScope(vandaag, plek, 'lezen');
    eisEenParameters(plek.resource, req.query);
    const oproep = opPeildatum(vandaag, plek.resource, req);
    await ouderUit(omgeving, oproep, plek, req, 'object');
    const { waarden } = await eisRij(omgeving, oproep, omgeving.opslag, plek, uuidUit(req), 'lezen');
    const beeld = toonRij(omgeving.kaart, oproep.basis, plek.resource, waarden);
    await klapUit(omgeving, oproep, plek.resource, [beeld], leesExpand(req.query.expand, []));
    stuurObject(req, res, plek.resource, beeld);
  };
}

function eisEenParameters({ eenParameters }: Resource, query: Waarden): void {
  const fouten = Object.entries(eenParameters).flatMap(([naam, schema]) => {
    const waarde = query[naam];
    if (waarde === undefined) return [];
    const uitslag = schema.safeParse(waarde);
    return uitslag.success ? [] : foutenVan(uitslag.error, naam, waarde);
  });
  if (fouten.length > 0) throw validatieFout(fouten);
}

async function wijzigRij(
  omgeving: Omgeving,
  oproep: Oproep,
  plek: Plek,
  actie: Actie,
  req: express.Request,
  res: express.Response,
): Promise<void> {
  const { resource } = plek;
  const soort = actie === 'create' ? 'create' : actie === 'destroy' ? 'destroy' : 'update';
  eisScope(oproep, plek, soort);
  const status = actie === 'create' ? 201 : actie === 'destroy' ? 204 : 200;
  const vooraf = async () => {
    const vast = await ouderUit(omgeving, oproep, plek, req, 'object');
    const ifMatch = req.get('if-match');
    const opdracht = {
      actie,
      body: req.body as unknown,
      ...(actie === 'create' ? {} : { uuid: uuidUit(req) }),
      ...(vast ? { vast } : {}),
      ...(ifMatch === undefined ? {} : { ifMatch }),
    };
    return { opdracht, gedaan: await doeVooraf(omgeving, oproep, plek, opdracht) };
  };
  const antwoord = await inTransactie(
    omgeving,
    oproep,
    req,
    async (tx, { opdracht, gedaan }: Awaited<ReturnType<typeof vooraf>>) => ({
      status,
      body: await voerUitIn(omgeving, oproep, tx, plek, opdracht, gedaan),
    }),
    {
      vooraf,
      // Of what went nothing is shown.
      nogSteeds: async (bron, { body }) =>
        actie === 'destroy' ? undefined : eisNogSteeds(omgeving, oproep, bron, plek, soort, body as Waarden),
    },
  );
  meldWaarschuwingen(oproep, res);
  const etag = heeftEtagBij(resource, actie);
  if (antwoord.status === 204) res.status(204).end();
  else stuurObject(req, res, { ...resource, etag }, antwoord.body, antwoord.status);
}
