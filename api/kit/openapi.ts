import { z } from 'zod';
import { type AnswerHeader, buildOpenApi, type Operation } from '../openapi.ts';
import { auditBeeld } from './audit.ts';
import { heeftEtagBij } from './etag.ts';
import { handelingOperaties } from './openapi-handeling.ts';
import { schemasVan } from './openapi-schemas.ts';
import { eenVraag, kopVelden, lijstVraag, zoekBody, zoekVraag } from './openapi-vraag.ts';
import type { Api, Operatie, Resource } from './resource.ts';
import { webadres } from './waarde.ts';

const contact = {
  name: 'Schakel',
  email: 'beheer@voorbeeldstad.test',
  url: 'https://www.voorbeeldstad.test',
};
const hoofdletter = (naam: string): string => naam.charAt(0).toUpperCase() + naam.slice(1);

/** The document of an API, from the same declarations that serve it. */
export function openapiVan(api: Api, basis: string, vind: (naam: string) => Resource): object {
  const bijzonder = api.bijzonder?.((naam) => schemasVan(vind(naam)).beeld) ?? [];
  const operaties = [
    documentOperatie,
    ...api.resources.flatMap(operatiesVan),
    ...handelingOperaties(api, vind),
    ...bijzonder,
  ];
  const tags = new Map(api.resources.map((een) => [een.pad, hoofdletter(een.naam)]));
  for (const tag of operaties.flatMap((een) => een.tags ?? []))
    if (!tags.has(tag)) tags.set(tag, hoofdletter(tag));
  return buildOpenApi(
    {
      title: api.titel,
      version: api.versie,
      description: api.omschrijving,
      contact,
      server: `${basis}${api.pad}`,
      tags: [...tags].map(([name, description]) => ({ name, description })),
    },
    operaties,
  );
}

/** `GET /openapi.json`, which every document names (NL GOV API Design Rules, /core/publish-openapi). */
export const documentOperatie: Operation = {
  method: 'get',
  path: '/openapi.json',
  operationId: 'openapi_read',
  summary: 'Dit document.',
  tags: ['openapi'],
  security: [],
  success: {
    200: {
      description: 'Het document.',
      schema: z.record(z.string(), z.unknown()),
      headers: ['access-control-allow-origin'],
    },
  },
  errors: [405],
};

const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } }, required: true });
const leesfouten = [400, 403, 404, 405];
const schrijffouten = [...leesfouten, 412, 413, 415, 422];

/** The operations that the kit serves for a resource. */
function operatiesVan(resource: Resource): Operation[] {
  const { naam } = resource;
  const schemas = schemasVan(resource);
  const pad = `${resource.onder ? `/${resource.onder.pad}/{ouder}` : ''}/${resource.pad}`;
  const ouder = resource.onder ? { ouder: z.guid() } : {};
  const eenPad = z.object({ ...ouder, uuid: z.guid() });
  const crs: AnswerHeader[] = resource.crs ? ['Content-Crs'] : [];
  const etag: AnswerHeader[] = resource.etag ? ['ETag'] : [];
  const gewaarschuwd: AnswerHeader[] = resource.waarschuwt ? ['X-Warning'] : [];
  const gemeen = (schrijft: boolean) => ({
    tags: [resource.pad],
    errors: [...(schrijft ? schrijffouten : leesfouten), ...(resource.crs ? [406] : [])],
  });
  const een = (schema: z.ZodType, description: string, ...meer: AnswerHeader[]) => ({
    description,
    schema,
    headers: [...crs, ...etag, ...meer],
  });
  const nieuw = (schema: z.ZodType, description: string, ...meer: AnswerHeader[]) => ({
    description,
    schema,
    headers: [...crs, ...(heeftEtagBij(resource, 'create') ? etag : []), ...meer],
  });
  const zetten = (operatie: 'update' | 'partial_update'): Operation => ({
    ...gemeen(true),
    method: operatie === 'update' ? 'put' : 'patch',
    path: `${pad}/{uuid}`,
    operationId: `${naam}_${operatie}`,
    summary: `${operatie === 'update' ? 'Vervang' : 'Wijzig'} een ${naam}.`,
    request: {
      params: eenPad,
      headers: kopVelden(resource, true, true),
      body: json(operatie === 'update' ? schemas.invoer : schemas.deels),
    },
    success: { 200: een(schemas.beeld, 'Gewijzigd.', ...gewaarschuwd) },
  });
  const lezen = (method: 'get' | 'head'): Operation => {
    const antwoord = een(schemas.beeld, 'Het object.');
    const success: Operation['success'] = {
      200: method === 'get' ? antwoord : { description: antwoord.description, headers: antwoord.headers },
    };
    if (resource.etag) success[304] = { description: 'Niet gewijzigd.', headers: [...crs, ...etag] };
    return {
      ...gemeen(false),
      method,
      path: `${pad}/{uuid}`,
      operationId: `${naam}_${method === 'get' ? 'read' : 'headers'}`,
      summary: method === 'get' ? `Lees een ${naam}.` : `Lees de headers van een ${naam}.`,
      request: { params: eenPad, query: eenVraag(resource), headers: kopVelden(resource, false, true) },
      success,
    };
  };
  const alle: Record<Operatie, () => Operation[]> = {
    list: () => [
      {
        ...gemeen(false),
        method: 'get',
        path: pad,
        operationId: `${naam}_list`,
        summary: `Lijst van ${resource.pad}.`,
        request: {
          params: z.object(ouder),
          query: lijstVraag(resource),
          headers: kopVelden(resource, false, false),
        },
        success: { 200: { description: 'De lijst.', schema: blad(resource, schemas.beeld), headers: crs } },
      },
    ],
    create: () => [
      {
        ...gemeen(true),
        method: 'post',
        path: pad,
        operationId: `${naam}_create`,
        summary: `Maak een ${naam}.`,
        request: {
          params: z.object(ouder),
          headers: kopVelden(resource, true, false),
          body: json(schemas.invoer),
        },
        success: { 201: nieuw(schemas.beeld, 'Gemaakt.', 'Location', ...gewaarschuwd) },
      },
    ],
    read: () => (['get', 'head'] as const).map((method) => lezen(method)),
    update: () => [zetten('update')],
    partial_update: () => [zetten('partial_update')],
    destroy: () => [
      {
        ...gemeen(true),
        method: 'delete',
        path: `${pad}/{uuid}`,
        operationId: `${naam}_destroy`,
        summary: `Verwijder een ${naam}.`,
        request: { params: eenPad, headers: kopVelden(resource, true, true) },
        success: { 204: { description: 'Verwijderd.', headers: crs } },
      },
    ],
  };
  return [
    ...[...resource.operaties].flatMap((operatie) =>
      alle[operatie]().map((een) => ({
        ...een,
        errors: [...een.errors, ...(resource.weigeringen[operatie] ?? [])],
      })),
    ),
    ...(resource.zoek ? [zoekOperatie(resource, pad)] : []),
    ...(resource.audittrail ? auditOperaties(resource, pad) : []),
  ];
}

const blad = (resource: Resource, beeld: z.ZodType): z.ZodType =>
  resource.pagina === false
    ? z.array(beeld)
    : z.object({
        count: z.int().min(0),
        next: webadres().nullable(),
        previous: webadres().nullable(),
        results: z.array(beeld),
      });

function zoekOperatie(resource: Resource, pad: string): Operation {
  return {
    method: 'post',
    path: `${pad}/_zoek`,
    operationId: `${resource.naam}__zoek`,
    summary: `Zoek ${resource.pad}.`,
    tags: [resource.pad],
    request: {
      query: zoekVraag(resource),
      headers: resource.crs
        ? z
            .object({ ...kopVelden(resource, true, false).shape })
            .pick({ 'Accept-Crs': true, 'Content-Crs': true })
        : z.object({}),
      body: { ...json(zoekBody(resource)), required: false },
    },
    success: {
      200: {
        description: 'Wat gevonden is.',
        schema: blad(resource, schemasVan(resource).gedeelte),
        headers: resource.crs ? ['Content-Crs'] : [],
      },
    },
    errors: [...leesfouten, 413, 415, ...(resource.crs ? [406] : [])],
  };
}

function auditOperaties(resource: Resource, pad: string): Operation[] {
  const gemeen = { method: 'get' as const, tags: [resource.pad], errors: leesfouten };
  return [
    {
      ...gemeen,
      path: `${pad}/{uuid}/audittrail`,
      operationId: `${resource.naam}_audittrail_list`,
      summary: `Alle wijzigingen van een ${resource.naam}.`,
      request: { params: z.object({ uuid: z.guid() }) },
      success: { 200: { description: 'De regels, oudste eerst.', schema: z.array(auditBeeld) } },
    },
    {
      ...gemeen,
      path: `${pad}/{uuid}/audittrail/{regel}`,
      operationId: `${resource.naam}_audittrail_read`,
      summary: `Een wijziging van een ${resource.naam}.`,
      request: { params: z.object({ uuid: z.guid(), regel: z.guid() }) },
      success: { 200: { description: 'De regel.', schema: auditBeeld } },
    },
  ];
}
