import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { Zaakweigering } from './poort.ts';

/** The ZGW APIs that the port uses. */
export const zgwApis = ['zaken', 'catalogi', 'documenten', 'besluiten'] as const;
export type ZgwApi = (typeof zgwApis)[number];

/** A content that goes with a document. */
export interface Inhoud {
  grootte: number;
  open(): Promise<Readable>;
}

/** Standard operations of the ZGW APIs, whoever serves them. Answers are what the API shows. */
export interface Verbinding {
  /** All rows of a list, over all its pages. */
  lijst(api: ZgwApi, pad: string, filters: Record<string, string>): Promise<unknown[]>;
  lees(url: string): Promise<unknown>;
  /** @throws Zaakweigering when the register does not take it */
  maak(api: ZgwApi, pad: string, body: Record<string, unknown>): Promise<unknown>;
  maakDocument(body: Record<string, unknown>, inhoud: Inhoud): Promise<unknown>;
  verwijder(url: string): Promise<void>;
}

/** A way to the APIs. */
export interface Zgwtoegang extends Verbinding {
  /** Runs work as one where the register can: what it made is there whole or not at all. */
  samen<T>(work: (zgw: Verbinding) => Promise<T>): Promise<T>;
}

/** Reads an answer. @throws Zaakweigering when the register answers something else than the standard says */
export function leesAls<T>(schema: z.ZodType<T>, antwoord: unknown, wat: string): T {
  const uitslag = schema.safeParse(antwoord);
  if (uitslag.success) return uitslag.data;
  const waar = uitslag.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Zaakweigering(wat, 'onleesbaar', `Het register antwoordt anders dan de standaard zegt: ${waar}.`);
}

export const leesAlle = <T>(schema: z.ZodType<T>, antwoorden: unknown[], wat: string): T[] =>
  antwoorden.map((antwoord) => leesAls(schema, antwoord, wat));
