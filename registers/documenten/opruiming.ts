import { bijlageGeldigMs } from '../../domein/bijlage.ts';
import type { Vraagbaak } from '../kader/vraagbaak.ts';
import { Beschadigd, type Inhoudopslag } from '../zgw/documenten/inhoud.ts';
import { leesOngebruikt } from './gebruik.ts';

/** Contents that are asked about in one query. */
const perKeer = 500;
/** Contents of one part that are read whole. */
const steekproefgrootte = 10;
/** An orphan rests this long: what was sent may still be named, and a backup of yesterday may be put back. */
export const wachttijdMs = 2 * bijlageGeldigMs;

/** What was found in one part of the store. */
export interface Opruimstand {
  gezien: number;
  gewist: number;
  /** SHA-256 of the contents that were read and are not what they were. */
  beschadigd: string[];
}

export interface Opruiming {
  /**
   * Removes the orphans of one part of the store, and reads some of the others, to see whether they are whole.
   * @param deel how the SHA-256 of its contents begins
   * @param voortgang called now and then, since a part may be large
   */
  ruimDeelOp(deel: string, nu: Date, voortgang: () => void): Promise<Opruimstand>;
  /** Removes what was on its way into the store and broke off. @returns how many */
  ruimAfgebrokenOp(nu: Date): Promise<number>;
}

/** Keeps the store clean: contents that nothing names go, and a sample is checked against its SHA-256. */
export function openOpruiming(opslag: Vraagbaak, inhoud: Inhoudopslag): Opruiming {
  async function ruimBatchOp(oud: readonly string[], sinds: Date): Promise<number> {
    let gewist = 0;
    for (const sha256 of await leesOngebruikt(opslag, oud)) if (await inhoud.wis(sha256, sinds)) gewist += 1;
    return gewist;
  }

  async function isHeel(sha256: string, voortgang: () => void): Promise<boolean> {
    try {
      for await (const _stuk of await inhoud.open(sha256)) voortgang();
      return true;
    } catch (error) {
      if (error instanceof Beschadigd) return false;
      throw error;
    }
  }

  return {
    async ruimDeelOp(deel, nu, voortgang) {
      const sinds = new Date(nu.getTime() - wachttijdMs);
      const stand: Opruimstand = { gezien: 0, gewist: 0, beschadigd: [] };
      const steekproef: string[] = [];
      let oud: string[] = [];
      for await (const { sha256, op } of inhoud.lijst(deel)) {
        stand.gezien += 1;
        // A reservoir: each content of the part has the same chance, and few are kept.
        const plaats = Math.floor(Math.random() * stand.gezien);
        if (steekproef.length < steekproefgrootte) steekproef.push(sha256);
        else if (plaats < steekproefgrootte) steekproef[plaats] = sha256;
        if (op < sinds) oud.push(sha256);
        if (stand.gezien % perKeer > 0) continue;
        stand.gewist += await ruimBatchOp(oud, sinds);
        oud = [];
        voortgang();
      }
      stand.gewist += await ruimBatchOp(oud, sinds);
      const ongebruikt = new Set(await leesOngebruikt(opslag, steekproef));
      for (const sha256 of steekproef)
        if (!ongebruikt.has(sha256) && !(await isHeel(sha256, voortgang))) stand.beschadigd.push(sha256);
      return stand;
    },
    ruimAfgebrokenOp: (nu) => inhoud.ruimOp(new Date(nu.getTime() - wachttijdMs)),
  };
}
