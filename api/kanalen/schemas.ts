import { z } from 'zod';
import {
  adresSchema,
  afzenderSchema,
  bedoelingSchema,
  inhoudSchema,
  inkomendBerichtSchema,
  sessieGebeurtenisSchema,
} from '../../domein/bericht.ts';

/** What apps send. Strict at every level: a field that would be ignored is refused with its name. */

const { identiteit, namens } = afzenderSchema.shape;

const afzenderBody = afzenderSchema
  .extend({
    adressen: z.array(adresSchema.strict()).max(5).default([]),
    identiteit: identiteit
      .unwrap()
      .strict()
      .optional()
      .meta({ description: 'Alleen wat het medium heeft bewezen, met een middel dat bij dit kanaal hoort.' }),
    namens: namens.unwrap().strict().optional(),
  })
  .strict()
  .meta({ id: 'Afzender' });

const externId = inkomendBerichtSchema.shape.externId.meta({
  description: 'Uw eigen nummer van dit bericht. Stuurt u hetzelfde nummer nog eens, dan verandert er niets.',
});
const conversatie = inkomendBerichtSchema.shape.conversatie.meta({
  description: 'Uw eigen nummer van het gesprek, bijvoorbeeld een telefoonnummer of een sessie.',
});
const bewijs = z.string().max(100).optional().meta({
  description: 'Het bewijs van een eerder bericht van ons in dit gesprek.',
});
const moment = z.iso.datetime({ offset: true });

export const berichtBody = z
  .strictObject({
    externId,
    conversatie,
    afzender: afzenderBody,
    inhoud: inhoudSchema.strict().meta({ id: 'Inhoud' }),
    onderwerp: inkomendBerichtSchema.shape.onderwerp,
    product: inkomendBerichtSchema.shape.product.meta({
      description: 'Code van een product (zie `/processen`); het bericht begint dan een nieuw verzoek.',
    }),
    kenmerk: z.string().max(40).optional().meta({
      description: 'Nummer dat de klant noemt. Het antwoord is hetzelfde, of dit nummer nu bestaat of niet.',
    }),
    bewijs,
    bedoeling: bedoelingSchema.default('bericht'),
    voorkeurskanaal: inkomendBerichtSchema.shape.voorkeurskanaal.meta({
      description: 'Waarover de klant verder wil.',
    }),
    bijlagen: z.array(z.string().max(2000)).max(50).default([]).meta({ description: 'Ids van `/bijlagen`.' }),
    ontvangenOp: moment.optional().meta({ description: 'Wanneer het medium het kreeg; anders nu.' }),
  })
  .meta({ id: 'NieuwBericht' });
export type BerichtBody = z.infer<typeof berichtBody>;

export const gebeurtenisBody = z
  .strictObject({
    externId,
    conversatie,
    gebeurtenis: sessieGebeurtenisSchema.shape.gebeurtenis,
    op: moment,
    afzender: afzenderBody.optional(),
    bewijs,
  })
  .meta({ id: 'NieuweGebeurtenis' });

export const ontvangstSchema = z
  .object({
    berichtId: z.uuid(),
    kenmerk: z.string().meta({ description: 'Het nummer dat de klant kan noemen.' }),
    mededeling: z.string().meta({ description: 'Wat u de klant kunt vertellen.' }),
    bewijs: z.string().meta({ description: 'Geef dit mee met een volgend bericht hierover.' }),
  })
  .meta({ id: 'Ontvangst' });

export const bijlageSchema = z
  .object({
    id: z.string(),
    naam: z.string(),
    mediatype: z.string(),
    grootte: z.number().int().meta({ description: 'In bytes.' }),
  })
  .meta({ id: 'Bijlage' });

export const uitgaandQuery = z.strictObject({
  na: z
    .string()
    .regex(/^\d{1,15}$/, 'Use `volgende` of an earlier answer.')
    .optional()
    .meta({ description: '`volgende` van een eerder antwoord. Leeg: alles wat wacht.' }),
  limiet: z.coerce.number().int().min(1).max(100).default(50),
  wacht: z.coerce.number().int().min(0).max(30).default(0).meta({
    description: 'Zo veel seconden wachten als er nog niets is.',
  }),
});

export const uitgaandSchema = z
  .object({
    id: z.uuid(),
    kanaal: z.string(),
    conversatie: z.string().optional(),
    adres: z.string().optional(),
    onderwerp: z.string(),
    tekst: z.string(),
    keuzes: z.array(z.object({ code: z.string(), tekst: z.string() })),
    kenmerk: z.string(),
    bewijs: z.string(),
    automatisch: z.boolean(),
    aangemaaktOp: moment,
  })
  .meta({ id: 'UitgaandBericht' });

export const uitgaandLijst = z
  .object({ berichten: z.array(uitgaandSchema), volgende: z.string() })
  .meta({ id: 'UitgaandeBerichten' });

export const statusBody = z
  .strictObject({
    status: z.enum(['verzonden', 'afgeleverd', 'mislukt']),
    bewijs: z
      .record(z.string().max(100), z.union([z.string().max(1000), z.number(), z.boolean()]))
      .optional()
      .meta({ description: 'Wat het medium erover zei, zoals een code of een nummer.' }),
    op: moment,
  })
  .meta({ id: 'Afleverstatus' });

export const statusSchema = z
  .object({
    id: z.uuid(),
    status: z.enum(['aangenomen', 'te_verzenden', 'verzonden', 'onderweg', 'afgeleverd', 'mislukt']),
  })
  .meta({ id: 'BerichtStatus' });
