import { expect, it } from 'vitest';
import { zaaknummerVan } from '../../domein/kenmerk.ts';
import { besluitnummerVan, documentnummerVan } from './nummers.ts';
import { rolVan } from './rol.ts';
import { gelijkeNaam } from './typen.ts';

it.each([
  ['niet-voor-ons', 'Niet voor ons', true],
  ['opgelost', 'Opgelost', true],
  ['geindiceerd', 'Geïndiceerd', true],
  ['niet-voor-ons', 'Niet voor hen', false],
])('%s and %s read the same: %s', (code, omschrijving, same) => {
  expect(gelijkeNaam(code, omschrijving)).toBe(same);
});

it('numbers fit the standard, and differ where the thing does', () => {
  const zaak = zaaknummerVan('S-K7M3-9QXT-4', 12);
  expect([zaaknummerVan('S-K7M3-9QXT-4', 1), zaak]).toEqual(['S-K7M3-9QXT-4', 'S-K7M3-9QXT-4-12']);
  const besluit = besluitnummerVan(zaak, 'sleutel a');
  expect(besluit.length).toBeLessThanOrEqual(50);
  expect(besluit).toBe(besluitnummerVan(zaak, 'sleutel a'));
  expect(besluit).not.toBe(besluitnummerVan(zaak, 'sleutel b'));
  expect(documentnummerVan('S-K7M3-9QXT-4', 'a').length).toBeLessThanOrEqual(40);
});

it('a rol holds what is known, by the kind of who it is', () => {
  expect(
    rolVan('z', 'r', { soort: 'niet_natuurlijk_persoon', naam: 'Stichting', rsin: '002564440' }),
  ).toEqual({
    zaak: 'z',
    roltype: 'r',
    betrokkeneType: 'niet_natuurlijk_persoon',
    afwijkendeNaamBetrokkene: 'Stichting',
    roltoelichting: 'Initiator',
    betrokkeneIdentificatie: { innNnpId: '002564440', statutaireNaam: 'Stichting' },
  });
  const vestiging = { soort: 'vestiging', naam: 'Bakker', vestigingsNummer: '000012345678' } as const;
  expect(rolVan('z', 'r', vestiging).betrokkeneIdentificatie).toEqual({
    vestigingsNummer: '000012345678',
    handelsnaam: ['Bakker'],
  });
  const long = rolVan('z', 'r', { soort: 'natuurlijk_persoon', naam: 'x'.repeat(900) });
  expect(String(long.afwijkendeNaamBetrokkene)).toHaveLength(625);
});
