/** What a channel may tell the klant right away, B1. The acknowledgement itself follows from the process. */
export function mededelingFor(kenmerk: string): string {
  return `Wij hebben uw bericht ontvangen. Uw nummer is ${kenmerk}. Bewaar dit nummer.`;
}
