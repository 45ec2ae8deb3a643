import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Bezorgstand } from '../../domein/bezorging.ts';
import { zoekvelden } from '../engine/overzicht.ts';

/** Shows how the delivery to an abonnement stands: `WachtOp` for lists, details in plain Dutch for the run page. */
export function showBezorging(abonnement: string, stand: Bezorgstand): void {
  const wachtOp = stand.opgegeven > 0 ? 'beheerder' : stand.vastSinds === undefined ? 'niets' : 'afnemer';
  // Each change costs an event and a write to the visibility store, so only real changes are written.
  if (workflowInfo().typedSearchAttributes.get(zoekvelden.wachtOp) !== wachtOp)
    upsertSearchAttributes([{ key: zoekvelden.wachtOp, value: wachtOp }]);
  setCurrentDetails(
    [
      `**Abonnement** ${abonnement}`,
      `- Wachtend: ${stand.wachtend}`,
      `- Opgegeven: ${stand.opgegeven}`,
      ...(stand.vastSinds === undefined
        ? ['- Alles komt aan']
        : [`- Er blijft iets steken sinds ${new Date(stand.vastSinds).toISOString()}`]),
      ...(stand.fout ? [`- Laatste weigering: ${stand.fout}`] : []),
      ...(stand.rustTot === undefined
        ? []
        : [`- Niemand antwoordt: volgende poging ${new Date(stand.rustTot).toISOString()}`]),
      ...(stand.opgegeven > 0 ? ['', 'Opnieuw sturen: het signaal `opnieuw`.'] : []),
    ].join('\n'),
  );
}
