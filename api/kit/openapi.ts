import { z } from 'zod';
import { buildOpenApi, type Operation } from '../openapi.ts';
import type { Api, Resource } from './resource.ts';

const contact = {
  name: 'Schakel',
  email: 'beheer@voorbeeldstad.test',
  url: 'https://www.voorbeeldstad.test',
};
const hoofdletter = (naam: string): string => naam.charAt(0).toUpperCase() + naam.slice(1);

/** The document of an API, from the same declarations that serve it. */
export function openapiVan(api: Api, basis: string): object {
  return buildOpenApi(
    {
      title: api.titel,
      version: api.versie,
      description: api.omschrijving,
      contact,
      server: `${basis}${api.pad}`,
      tags: api.resources.map((resource) => ({
        name: resource.pad,
        description: hoofdletter(resource.naam),
      })),
    },
    api.resources.flatMap(operatiesVan),
  );
}

function schemasVan(resource: Resource): { invoer: z.ZodObject; deels: z.ZodObject; beeld: z.ZodObject } {
  const invoer: Record<string, z.ZodType> = {};
  const beeld: Record<string, z.ZodType> = { url: z.url() };
  for (const [naam, veld] of Object.entries(resource.velden)) {
    if (!veld.alleenLezen) invoer[naam] = veld.verplicht ? veld.schema : veld.schema.optional();
    if (!veld.alleenSchrijven && !veld.intern)
      beeld[naam] = veld.naar ? verwijzing(veld.lijst) : veld.schema.nullable();
  }
  const naam = hoofdletter(resource.naam);
  return {
    invoer: z.object(invoer).meta({ id: `${naam}Request` }),
    deels: z
      .object(invoer)
      .partial()
      .meta({ id: `Patched${naam}Request` }),
    beeld: z.object(beeld).meta({ id: naam }),
  };
}

const verwijzing = (lijst: boolean): z.ZodType => (lijst ? z.array(z.url()) : z.url().nullable());
const fouten = [400, 401, 403, 404, 405, 415];

function operatiesVan(resource: Resource): Operation[] {
  const { invoer, deels, beeld } = schemasVan(resource);
  const onder = resource.onder ? `/${resource.onder.pad}/{ouder}` : '';
  const pad = `${onder}/${resource.pad}`;
  const ouder = resource.onder ? { ouder: z.uuid() } : {};
  const filters = Object.fromEntries(
    Object.keys(resource.filters).map((naam) => [naam, z.string().optional()]),
  );
  const blad =
    resource.pagina === false
      ? {}
      : { page: z.int().min(1).optional(), pageSize: z.int().min(1).max(500).optional() };
  const ordening = Object.keys(resource.ordening).length > 0 ? { ordering: z.string().optional() } : {};
  const lijst =
    resource.pagina === false
      ? z.array(beeld)
      : z.object({
          count: z.int(),
          next: z.url().nullable(),
          previous: z.url().nullable(),
          results: z.array(beeld),
        });
  const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } }, required: true });
  const gemeen = { tags: [resource.pad], errors: fouten };
  const een = { params: z.object({ ...ouder, uuid: z.uuid() }) };
  const naam = resource.naam;
  const alle: Record<string, Operation> = {
    list: {
      ...gemeen,
      method: 'get',
      path: pad,
      operationId: `${naam}_list`,
      summary: `Lijst van ${resource.pad}.`,
      request: {
        params: z.object(ouder),
        query: z.object({ ...filters, ...blad, ...ordening, expand: z.string().optional() }),
      },
      success: { 200: { description: 'De lijst.', schema: lijst } },
    },
    create: {
      ...gemeen,
      method: 'post',
      path: pad,
      operationId: `${naam}_create`,
      summary: `Maak een ${naam}.`,
      request: { params: z.object(ouder), body: json(invoer) },
      success: { 201: { description: 'Gemaakt.', schema: beeld } },
    },
    read: {
      ...gemeen,
      method: 'get',
      path: `${pad}/{uuid}`,
      operationId: `${naam}_read`,
      summary: `Lees een ${naam}.`,
      request: { ...een, query: z.object({ expand: z.string().optional() }) },
      success: { 200: { description: 'Het object.', schema: beeld } },
    },
    update: {
      ...gemeen,
      method: 'put',
      path: `${pad}/{uuid}`,
      operationId: `${naam}_update`,
      summary: `Vervang een ${naam}.`,
      request: { ...een, body: json(invoer) },
      success: { 200: { description: 'Gewijzigd.', schema: beeld } },
    },
    partial_update: {
      ...gemeen,
      method: 'patch',
      path: `${pad}/{uuid}`,
      operationId: `${naam}_partial_update`,
      summary: `Wijzig een ${naam}.`,
      request: { ...een, body: json(deels) },
      success: { 200: { description: 'Gewijzigd.', schema: beeld } },
    },
    destroy: {
      ...gemeen,
      method: 'delete',
      path: `${pad}/{uuid}`,
      operationId: `${naam}_destroy`,
      summary: `Verwijder een ${naam}.`,
      request: een,
      success: { 204: { description: 'Verwijderd.' } },
    },
  };
  return [...resource.operaties]
    .map((operatie) => alle[operatie])
    .filter((operatie): operatie is Operation => operatie !== undefined);
}
