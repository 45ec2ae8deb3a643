import { createArchief } from './archief.ts';
import { createBezorging } from './bezorging.ts';
import type { Activiteiten } from './contract.ts';
import { createGesprek } from './gesprek.ts';
import type { Omgeving } from './omgeving.ts';
import { createOpruiming } from './opruiming.ts';
import { createRegisters } from './registers.ts';
import { createVerzending } from './verzending.ts';
import { createZaken } from './zaken.ts';

/** All activities of one worker. */
export function createActiviteiten(omgeving: Omgeving): Activiteiten {
  return {
    ...createArchief(omgeving),
    ...createOpruiming(omgeving),
    ...createRegisters(omgeving),
    ...createVerzending(omgeving),
    ...createBezorging(omgeving),
    ...createGesprek(omgeving),
    ...createZaken(omgeving),
  };
}
