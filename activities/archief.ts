import type { Archiefactiviteiten } from './contract.ts';
import type { Omgeving } from './omgeving.ts';

/** Proposing, destroying and transferring; the archive itself makes each effect single. */
export function createArchief({ archief, nu }: Omgeving): Archiefactiviteiten {
  return {
    stelArchieflijstenVoor: () => archief.stelVoor(nu()),
    readArchiefstatus: async ({ lijst }) => ({ status: await archief.leesStatus(lijst) }),
    voerArchieflijstUit: async ({ lijst, aantal }) => ({ over: await archief.voerUit(lijst, aantal) }),
    wisArchiefsporen: async ({ lijst }) => ({ wacht: await archief.wisSporen(lijst) }),
    closeArchieflijst: ({ lijst }) => archief.rondAf(lijst, nu()),
  };
}
