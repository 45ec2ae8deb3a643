import type { InkomendBericht } from '../domein/bericht.ts';
import type { Kanaalpoort } from '../domein/kanaaladapter.ts';

const gemeld = (soort: string, omschrijving: string, toelichting: string): InkomendBericht['inhoud'] => ({
  gegevens: { soort, gevaarlijk: soort === 'licht', locatie: { omschrijving }, toelichting },
});

/** A first day in Voorbeeldstad: invented people at addresses that cannot exist. */
const voorbeelden: Pick<InkomendBericht, 'kanaal' | 'product' | 'afzender' | 'inhoud' | 'onderwerp'>[] = [
  {
    kanaal: 'webformulier',
    product: 'melden-overlast',
    afzender: { naam: 'Noor Smit', adressen: [{ soort: 'email', waarde: 'noor@voorbeeld.test' }] },
    inhoud: gemeld('afval', 'Marktplein 3', 'Naast de container staan al drie dagen vuilniszakken.'),
  },
  {
    kanaal: 'webformulier',
    product: 'melden-overlast',
    afzender: { adressen: [] },
    inhoud: gemeld(
      'licht',
      'Stationsweg, bij de bushalte',
      'De straatlamp knippert en er hangt een draad los.',
    ),
  },
  {
    kanaal: 'email',
    onderwerp: 'Grofvuil',
    afzender: { naam: 'Ali Kaya', adressen: [{ soort: 'email', waarde: 'ali@voorbeeld.test' }] },
    inhoud: { tekst: 'Goedemiddag, hoe kan ik een oude bank laten ophalen?' },
  },
];

/** Fills an empty development system through the same door as every message. A second start adds nothing. */
export async function seedVoorbeelden(poort: Pick<Kanaalpoort, 'acceptBericht'>, nu: Date): Promise<void> {
  for (const [index, voorbeeld] of voorbeelden.entries()) {
    const externId = `voorbeeld-${index + 1}`;
    await poort.acceptBericht({
      ...voorbeeld,
      externId,
      conversatie: externId,
      bedoeling: 'bericht',
      bewezen: [],
      genoemd: [],
      bijlagen: [],
      automatisch: false,
      ontvangenOp: nu.toISOString(),
    });
  }
}
