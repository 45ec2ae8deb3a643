import type { InkomendBericht } from '../../domein/bericht.ts';
import type { Ingevuld } from './formulier.ts';

/** A checked form as the engine takes it. The id of the form is the id of the message: sent again, it is the same bericht. */
export function toBericht({ formulier, gegevens, contact, bijlagen }: Ingevuld, nu: Date): InkomendBericht {
  const { formulierId } = formulier.stand;
  return {
    kanaal: 'webformulier',
    externId: formulierId,
    conversatie: formulierId,
    product: formulier.proces.code,
    afzender: contact.afzender,
    inhoud: { gegevens },
    bijlagen,
    bedoeling: 'bericht',
    bewezen: [],
    genoemd: [],
    automatisch: false,
    ...(contact.voorkeurskanaal ? { voorkeurskanaal: contact.voorkeurskanaal } : {}),
    ontvangenOp: nu.toISOString(),
  };
}
