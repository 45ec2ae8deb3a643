import type { Regel } from '../../kader/regel.ts';

/** A case that was once suspended remembers so, whatever a client says (Open Zaak). */
export const onthoudOpschorting: Regel = ({ oud, nieuw }) => {
  const opschorting = nieuw.opschorting as { indicatie: boolean; eerdereOpschorting?: boolean } | null;
  const eerder = oud?.opschorting as { eerdereOpschorting?: boolean } | null | undefined;
  if (opschorting)
    opschorting.eerdereOpschorting = opschorting.indicatie || eerder?.eerdereOpschorting === true;
  else if (eerder?.eerdereOpschorting)
    nieuw.opschorting = { indicatie: false, eerdereOpschorting: true, reden: '' };
};
