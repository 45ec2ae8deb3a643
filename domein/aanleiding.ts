/**
 * Something other than a message that a workflow must hear: an act of a medewerker, an event of a register or partner.
 * It enters by the same door as a bericht, with the same guarantees (design section 3.2). References only.
 */
export interface Aanleiding {
  /** Deduplicates: the workflow hears each id once. */
  id: string;
  doel:
    | { verzoek: string }
    | { interactie: string }
    | { bericht: string }
    | { archieflijst: string; soort: 'vernietigen' | 'overdragen' };
  naam: 'taak-afgerond' | 'taak-genomen' | 'antwoord' | 'gebeurtenis' | 'aflevering' | 'archiefbesluit';
  verwijzing: { taakSleutel?: string; berichtId?: string; gebeurtenis?: string; waarde?: string };
}
