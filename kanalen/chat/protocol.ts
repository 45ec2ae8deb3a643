import { z } from 'zod';
import type { Gespreksregel } from '../../domein/kanaaladapter.ts';
import { maximumTekst } from './maxima.ts';

/** The frames on `/kanalen/chat/ws`, as README.md describes them: JSON texts with a `type`. */

/** Largest frame, in bytes. */
export const maximumFrame = 64 * 1024;

/** Neither JSON columns nor people can do anything with these: NUL and halves of a character. */
const unstorable = /\0|\p{Surrogate}/u;

const tekst = z
  .string({ error: 'Dit moet tekst zijn.' })
  .max(maximumTekst, 'Uw bericht is te lang. Gebruik niet meer dan 4.000 tekens.')
  .refine((text) => !unstorable.test(text), 'In uw bericht staat een teken dat wij niet kunnen lezen.')
  .refine((text) => text.trim() !== '', 'Typ eerst een bericht.');

const id = z.uuid('Een bericht heeft een uuid als id.');
const volgnummer = z.number().int().min(0).max(2_147_483_647);

const hallo = z.object({
  type: z.literal('hallo'),
  sessie: z.string().max(200).optional(),
  token: z.string().max(200).optional(),
  na: volgnummer.default(0),
  gelezen: volgnummer.default(0),
});

const bericht = z
  .object({
    type: z.literal('bericht'),
    id,
    tekst: tekst.optional(),
    keuze: z
      .string()
      .max(100, 'Deze keuze bestaat niet.')
      .refine((code) => code !== '' && !unstorable.test(code), 'Deze keuze bestaat niet.')
      .optional(),
    bijlage: z.string().max(4_000, 'Dit bestand kennen wij niet.').optional(),
  })
  .refine((frame) => frame.tekst ?? frame.keuze ?? frame.bijlage, {
    path: ['tekst'],
    message: 'Typ eerst een bericht.',
  });

const kanaalwissel = z.object({
  type: z.literal('kanaalwissel'),
  id,
  email: z
    .string({ error: 'Vul een e-mailadres in.' })
    .trim()
    .max(254, 'Dit e-mailadres is te lang.')
    .pipe(z.email('Vul een e-mailadres in, zoals naam@voorbeeld.nl.')),
});

const gelezen = z.object({ type: z.literal('gelezen'), volgnummer });
const vertrokken = z.object({ type: z.literal('vertrokken') });

/** What a widget may send. */
export const clientFrame = z.discriminatedUnion('type', [hallo, bericht, kanaalwissel, gelezen, vertrokken]);
export type ClientFrame = z.infer<typeof clientFrame>;
export type HalloFrame = z.infer<typeof hallo>;
export type BerichtFrame = z.infer<typeof bericht>;
export type KanaalwisselFrame = z.infer<typeof kanaalwissel>;

/** One line as the widget gets it; `id` is there for lines that came from this session. */
export type RegelFrame = { type: 'regel'; id?: string } & Omit<Gespreksregel, 'externId'>;

export type Foutcode =
  | 'onleesbaar'
  | 'ongeldig'
  | 'eerst-hallo'
  | 'te-snel'
  | 'storing'
  /** Refused for good by the engine: sending again will not help. */
  | 'geweigerd';

export interface FoutFrame {
  type: 'fout';
  code: Foutcode;
  /** For people, B1 Dutch. */
  reden: string;
  /** Of the message that this is about. Nothing of that message was stored. */
  id?: string;
  velden?: { veld: string; code: string; reden: string }[];
  /** Milliseconds to wait before sending again. */
  wacht?: number;
}

export type ServerFrame =
  /** Lines follow after `na`. It and `gelezen` are 0 when the session is a new one, whatever the widget had seen. */
  | { type: 'welkom'; sessie: string; na: number; gelezen: number; kenmerk: string }
  | { type: 'ontvangen'; id: string; kenmerk: string; volgnummer?: number }
  | { type: 'gelezen'; volgnummer: number }
  | RegelFrame
  | FoutFrame;

export type ParsedFrame = { ok: true; frame: ClientFrame } | { ok: false; fout: FoutFrame };

const unreadable: FoutFrame = {
  type: 'fout',
  code: 'onleesbaar',
  reden: 'Wij kunnen dit niet lezen.',
};

const frameTypes = ['hallo', 'bericht', 'kanaalwissel', 'gelezen', 'vertrokken'];

/** Reads one frame. `onleesbaar` for what is no frame at all, `ongeldig` with every wrong field otherwise. */
export function parseFrame(text: string): ParsedFrame {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, fout: unreadable };
  }
  const { type, id: given } = (value ?? {}) as { type?: unknown; id?: unknown };
  if (typeof type !== 'string' || !frameTypes.includes(type)) return { ok: false, fout: unreadable };
  const result = clientFrame.safeParse(value);
  if (result.success) return { ok: true, frame: result.data };
  const velden = result.error.issues.map((issue) => ({
    veld: issue.path.join('.'),
    code: issue.code,
    reden: issue.message,
  }));
  const reden = velden[0]?.reden ?? unreadable.reden;
  return {
    ok: false,
    fout: {
      type: 'fout',
      code: 'ongeldig',
      reden,
      velden,
      ...(typeof given === 'string' ? { id: given.slice(0, 100) } : {}),
    },
  };
}
