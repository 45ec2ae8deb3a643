import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { elfproefNummer } from '../nummers.ts';

/** Levels of assurance, lowest first, per means of identification (Open Zaak, mandates). */
const digid = ['PasswordProtectedTransport', 'MobileTwoFactorContract', 'Smartcard', 'SmartcardPKI'].map(
  (naam) => `urn:oasis:names:tc:SAML:2.0:ac:classes:${naam}`,
);
const eherkenning = ['loa1', 'loa2', 'loa2plus', 'loa3', 'loa4'].map(
  (naam) => `urn:etoegang:core:assurance-class:${naam}`,
);

/** What `machtiging` and `machtiging__loa` may ask of a rol. */
export const machtigingen = z.enum(['eigen', 'gemachtigde', 'machtiginggever']);
export const niveaus = z.enum([...digid, ...eherkenning] as [string]);

export const opMachtiging = (alias: string, waarde: unknown): RawBuilder<unknown> =>
  sql`${sql.ref(`${alias}.machtiging`)} = ${waarde === 'eigen' ? '' : waarde}`;

/** The rol was played with this level of assurance, or a lower one of the same means. */
export const tenHoogsteNiveau = (alias: string, waarde: unknown): RawBuilder<unknown> => {
  const reeks = digid.includes(String(waarde)) ? digid : eherkenning;
  return sql`${sql.ref(`${alias}.betrouwbaarheid`)} = ANY(${reeks.slice(0, reeks.indexOf(String(waarde)) + 1)}::text[])`;
};

const nietLeeg = z.string().min(1);
const bsn = elfproefNummer;
/** A representee comes with the mandate under which somebody else acts. */
const metMandaat = (context: { representee?: unknown; mandate?: unknown }): boolean =>
  !context.representee || context.mandate !== undefined;
const mandaatMist = {
  path: ['mandate'],
  params: { code: 'required' },
  message: 'Bij een vertegenwoordigde hoort een machtiging.',
};

const viaDigid = z
  .object({
    source: z.literal('digid'),
    levelOfAssurance: z.enum(digid as [string]),
    representee: z.object({ identifierType: z.literal('bsn'), identifier: bsn }).optional(),
    mandate: z.object({ services: z.array(z.object({ id: nietLeeg })) }).optional(),
  })
  .refine(metMandaat, mandaatMist);
const organisatie = {
  source: z.literal('eherkenning'),
  levelOfAssurance: z.enum(eherkenning as [string]),
  representee: z
    .discriminatedUnion('identifierType', [
      z.object({ identifierType: z.literal('bsn'), identifier: bsn }),
      z.object({ identifierType: z.literal('kvkNummer'), identifier: z.string().min(1).max(8) }),
    ])
    .optional(),
  mandate: z
    .object({
      role: z.enum(['bewindvoerder', 'curator', 'mentor']).optional(),
      services: z.array(z.object({ id: nietLeeg, uuid: z.uuid() })),
    })
    .optional(),
};
const viaEherkenning = z
  .object({ ...organisatie, actingSubject: z.string().min(1).max(100) })
  .refine(metMandaat, mandaatMist);

/** How somebody identified, per betrokkeneType that can. */
export const authenticatieContexten: Record<string, z.ZodType> = {
  natuurlijk_persoon: viaDigid,
  niet_natuurlijk_persoon: viaEherkenning,
  vestiging: viaEherkenning,
};
