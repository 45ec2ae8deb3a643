import type { Regel } from './regel.ts';

/** Rules that look at what is written, and have nothing to say when a row goes. */
export const bijSchrijven = (...regels: Regel[]): Regel[] =>
  regels.map((regel) => (wijziging) => (wijziging.actie === 'destroy' ? undefined : regel(wijziging)));

/** Rules for a new row only. */
export const bijAanmaken = (...regels: Regel[]): Regel[] =>
  regels.map((regel) => (wijziging) => (wijziging.actie === 'create' ? regel(wijziging) : undefined));

/** Rules for a row that goes. */
export const bijVerwijderen = (...regels: Regel[]): Regel[] =>
  regels.map((regel) => (wijziging) => (wijziging.actie === 'destroy' ? regel(wijziging) : undefined));
