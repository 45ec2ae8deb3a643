import { z } from 'zod';
import { geserveerd, selectielijstPad } from '../../../registers/zgw/selectielijst/adressen.ts';
import { documentOperatie } from '../../kit/openapi.ts';
import { buildOpenApi, type Operation } from '../../openapi.ts';
import { type Aanbod, aanbod } from './schemas.ts';

/** Version of the standard that each path follows. */
export const versies: Record<string, string> = {
  [selectielijstPad]: '1.0.0',
  '/referentielijsten/api/v1': '0.6.0',
};

/** Beyond every list. */
export const hoogstePagina = 999_999_999;

/** An empty parameter asks nothing. */
const ofLeeg = (vorm: z.ZodType): z.ZodType => z.union([vorm, z.literal('')]).optional();

/** The document of the selectielijst or the referentielijsten. */
export function openapiVanLijsten(pad: string, basis: string): object {
  const lijsten = (geserveerd[pad] ?? []).map((soort) => aanbod[soort]);
  return buildOpenApi(
    {
      title: pad === selectielijstPad ? 'Selectielijst API' : 'Referentielijsten API',
      version: versies[pad] ?? '',
      description: 'Lijsten waar catalogi en zaken naar verwijzen. Alleen-lezen, zonder autorisatie.',
      contact: {
        name: 'Schakel',
        email: 'beheer@voorbeeldstad.test',
        url: 'https://www.voorbeeldstad.test',
      },
      server: `${basis}${pad}`,
      tags: [
        { name: 'openapi', description: 'Dit document' },
        ...lijsten.map(({ soort, omschrijving }) => ({ name: soort, description: omschrijving })),
      ],
    },
    [documentOperatie, ...lijsten.flatMap(operatiesVan)],
  );
}

function operatiesVan({ soort, naam, schema, omschrijving, pagina, filters }: Aanbod): Operation[] {
  const query: Record<string, z.ZodType> = Object.fromEntries(
    Object.entries(filters).map(([filter, vorm]) => [filter, ofLeeg(vorm)]),
  );
  if (pagina) query.page = ofLeeg(z.int().min(1).max(hoogstePagina));
  const blad = z.object({
    count: z.int(),
    next: z.url().nullable(),
    previous: z.url().nullable(),
    results: z.array(schema),
  });
  return [
    {
      method: 'get',
      path: `/${soort}`,
      operationId: `${naam}_list`,
      summary: `Lijst van ${omschrijving}.`,
      tags: [soort],
      security: [],
      request: { query: z.object(query) },
      success: { 200: { description: 'De lijst.', schema: pagina ? blad : z.array(schema) } },
      errors: pagina ? [400, 404, 405] : [400, 405],
    },
    {
      method: 'get',
      path: `/${soort}/{uuid}`,
      operationId: `${naam}_read`,
      summary: `Een van de ${omschrijving}.`,
      tags: [soort],
      security: [],
      request: { params: z.object({ uuid: z.uuid() }) },
      success: { 200: { description: 'De rij.', schema } },
      errors: [400, 404, 405],
    },
  ];
}
