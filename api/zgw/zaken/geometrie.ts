import { z } from 'zod';

const punt = z.array(z.number()).min(2).max(3);
const eenvoudig = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: punt }),
  z.object({ type: z.literal('MultiPoint'), coordinates: z.array(punt) }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(punt).min(2) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(punt).min(2)) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(punt).min(4)).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(punt).min(4))) }),
]);

/** A place as GeoJSON, in EPSG:4326. */
export const geometrieSchema = z.union([
  eenvoudig,
  z.object({ type: z.literal('GeometryCollection'), geometries: z.array(eenvoudig) }),
]);

function punten(waarde: unknown): [number, number][] {
  if (!Array.isArray(waarde)) return [];
  const [x, y] = waarde as unknown[];
  return typeof x === 'number' && typeof y === 'number' ? [[x, y]] : waarde.flatMap(punten);
}

/** All corners of a geometry as a PostgreSQL polygon: enough to tell whether it lies within an area. */
export function veelhoek(geometrie: unknown): string | null {
  if (typeof geometrie !== 'object' || geometrie === null) return null;
  const { coordinates, geometries } = geometrie as {
    coordinates?: unknown;
    geometries?: { coordinates: unknown }[];
  };
  const alle = geometries ? geometries.flatMap((deel) => punten(deel.coordinates)) : punten(coordinates);
  return alle.length > 0 ? `(${alle.map(([x, y]) => `(${x},${y})`).join(',')})` : null;
}
