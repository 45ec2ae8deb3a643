import type { Initiator } from './poort.ts';

/** The initiator as the Zaken API has a rol: with the numbers that were proven, and the name. */
export function rolVan(zaak: string, roltype: string, initiator: Initiator): Record<string, unknown> {
  const { soort, naam = '' } = initiator;
  const identificaties = {
    natuurlijk_persoon: {
      ...(initiator.bsn ? { inpBsn: initiator.bsn } : {}),
      // The whole name: what a klant typed does not say which part is which.
      ...(naam ? { geslachtsnaam: naam.slice(0, 200) } : {}),
    },
    niet_natuurlijk_persoon: {
      ...(initiator.rsin ? { innNnpId: initiator.rsin } : {}),
      ...(initiator.kvkNummer ? { kvkNummer: initiator.kvkNummer } : {}),
      ...(naam ? { statutaireNaam: naam.slice(0, 500) } : {}),
    },
    vestiging: {
      ...(initiator.vestigingsNummer ? { vestigingsNummer: initiator.vestigingsNummer } : {}),
      ...(initiator.kvkNummer ? { kvkNummer: initiator.kvkNummer } : {}),
      ...(naam ? { handelsnaam: [naam.slice(0, 625)] } : {}),
    },
  };
  return {
    zaak,
    roltype,
    betrokkeneType: soort,
    afwijkendeNaamBetrokkene: naam.slice(0, 625),
    roltoelichting: 'Initiator',
    betrokkeneIdentificatie: identificaties[soort],
  };
}
