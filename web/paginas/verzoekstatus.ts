import { formatDatum } from '../../domein/termijn.ts';

/** What the register knows of how a verzoek stands. */
export interface Stand {
  status: 'ontvangen' | 'in_behandeling' | 'afgehandeld' | 'afgewezen' | 'ingetrokken';
  fase: string;
  uiterlijk: Date | null;
  /** Text of the process for its result. */
  resultaat?: string | undefined;
}

export interface Standtekst {
  /** A few words, for the label. */
  kort: string;
  /** What it means, and until when. */
  uitleg: string;
  kleur: 'neutraal' | 'actie' | 'klaar';
}

/** How a verzoek stands, in B1. */
export function describeStand({ status, fase, uiterlijk, resultaat }: Stand): Standtekst {
  const tot = uiterlijk ? ` uiterlijk ${formatDatum(uiterlijk.getTime())}` : '';
  switch (status) {
    case 'afgehandeld':
      return { kort: 'Klaar', uitleg: resultaat ?? 'Wij zijn klaar.', kleur: 'klaar' };
    case 'afgewezen':
      return { kort: 'Afgewezen', uitleg: resultaat ?? 'Wij kunnen dit niet voor u doen.', kleur: 'klaar' };
    case 'ingetrokken':
      return {
        kort: 'Ingetrokken',
        uitleg: 'U heeft dit ingetrokken. Wij doen er niets meer mee.',
        kleur: 'klaar',
      };
    case 'ontvangen':
      return {
        kort: 'Ontvangen',
        uitleg: 'Wij hebben het ontvangen. Wij gaan ermee aan de slag.',
        kleur: 'neutraal',
      };
    case 'in_behandeling':
      if (fase === 'wacht-op-klant')
        return {
          kort: 'Wij wachten op u',
          uitleg: `Wij hebben een vraag aan u. Geef${tot} antwoord.`,
          kleur: 'actie',
        };
      if (fase === 'wacht-op-gebeurtenis')
        return {
          kort: 'Wij wachten op iemand anders',
          uitleg: tot
            ? `Wij wachten op iemand anders. Dat duurt${tot.replace(' uiterlijk', ' uiterlijk tot')}.`
            : 'Wij wachten op iemand anders.',
          kleur: 'neutraal',
        };
      return {
        kort: 'Wij zijn ermee bezig',
        uitleg: tot ? `U hoort${tot} van ons.` : 'U hoort van ons als er nieuws is.',
        kleur: 'neutraal',
      };
  }
}
