import { z } from 'zod';
import { voldoetAanElfproef } from '../../domein/elfproef.ts';
import { type Veld, veld } from '../kit/veld.ts';

/**
 * A BSN or RSIN: nine digits that pass the elfproef ("Dit moet een geldig RSIN zijn van 9 nummers en voldoen aan de
 * 11-proef", Zaken 1.7.0), with the codes of Open Zaak. The document tells the digits; the proof JSON Schema cannot say.
 */
export const elfproefNummer = z
  .string()
  .max(9)
  .refine((nummer) => /^\d*$/.test(nummer), {
    message: 'Voer een numerieke waarde in.',
    params: { code: 'only-digits' },
  })
  .refine((nummer) => nummer.length >= 9, {
    message: 'Zorg dat dit veld ten minste 9 tekens heeft.',
    params: { code: 'min_length' },
  })
  .refine((nummer) => !/^\d{9}$/.test(nummer) || voldoetAanElfproef(nummer), {
    message: 'Dit nummer voldoet niet aan de elfproef.',
    params: { code: 'invalid' },
  })
  .meta({ pattern: '^[0-9]{9}$', format: 'elfproef' });

/** The same, or nothing. */
export const elfproefOfLeeg = z.union([elfproefNummer, z.literal('')]);

/** What a list may be asked for: nine digits; of others there is none. */
export const negenCijfers = z.string().regex(/^[0-9]{9}$/);

/** The RSIN of an organisation. `in` names its column. */
export const rsin = ({
  in: kolom,
  verplicht = false,
  ...opties
}: Partial<Pick<Veld, 'verplicht' | 'onveranderlijk'>> & { in?: string } = {}): Veld =>
  veld(verplicht ? elfproefNummer : elfproefOfLeeg, {
    standaard: '',
    verplicht,
    ...opties,
    ...(kolom ? { kolom: { naam: kolom, type: 'text' } } : {}),
  });
