import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { VerzoekStart } from '../../domein/opdracht.ts';
import { formatDatum } from '../../domein/termijn.ts';
import type { Toestand } from './toestand.ts';

/** What an operator can filter on. Codes and moments only: search attributes are never encrypted. */
export const zoekvelden = {
  kanaal: defineSearchAttributeKey('Kanaal', SearchAttributeType.KEYWORD),
  product: defineSearchAttributeKey('Product', SearchAttributeType.KEYWORD),
  fase: defineSearchAttributeKey('Fase', SearchAttributeType.KEYWORD),
  wachtOp: defineSearchAttributeKey('WachtOp', SearchAttributeType.KEYWORD),
  uiterlijk: defineSearchAttributeKey('Uiterlijk', SearchAttributeType.DATETIME),
};

/** Shows where a verzoek stands: search attributes for lists, details in plain Dutch for the run page. */
export function showFase(start: VerzoekStart, toestand: Toestand, uiterlijk?: number): void {
  const current = workflowInfo().typedSearchAttributes;
  const wanted = { fase: toestand.fase, wachtOp: toestand.wachtOp ?? 'niets' };
  // Each change costs an event and a write to the visibility store, so only real changes are written.
  if (current.get(zoekvelden.fase) !== wanted.fase || current.get(zoekvelden.wachtOp) !== wanted.wachtOp) {
    upsertSearchAttributes([
      { key: zoekvelden.fase, value: wanted.fase },
      { key: zoekvelden.wachtOp, value: wanted.wachtOp },
      { key: zoekvelden.uiterlijk, value: uiterlijk ? new Date(uiterlijk) : null },
    ]);
  }
  setCurrentDetails(
    [
      `**${start.product}** ${start.kenmerk}${start.ronde > 1 ? `, ronde ${start.ronde}` : ''}`,
      `- Fase: ${toestand.fase}`,
      toestand.wachtOp ? `- Wacht op: ${toestand.wachtOp}` : '- Wacht nergens op',
      ...(uiterlijk ? [`- Uiterlijk: ${formatDatum(uiterlijk)}`] : []),
      `- Nog te verwerken berichten: ${toestand.teDoen.length}`,
      ...(toestand.zaakwerk.length > 0 ? [`- Nog te doen aan de zaak: ${toestand.zaakwerk.length}`] : []),
    ].join('\n'),
  );
}
