import type { RequestHandler } from 'express';
import type { InkomendBericht, Ontvangstbewijs } from '../../domein/bericht.ts';
import type { Bewijs } from '../../domein/kanaaladapter.ts';
import { findKenmerken } from '../../domein/kenmerk.ts';
import { validateAntwoorden } from '../../domein/vraag.ts';
import { signBewijs } from '../../kanalen/app/payload.ts';
import type { InvalidParam } from '../../platform/problem.ts';
import type { Kanaalapp } from '../../registers/kanaalapps/apps.ts';
import { appOf } from './auth.ts';
import { verifyBijlage } from './bijlagetoken.ts';
import { readBody } from './invoer.ts';
import { mededelingFor } from './mededeling.ts';
import { checkMoment, toUtc } from './moment.ts';
import type { Werkomgeving } from './omgeving.ts';
import { berichtChecks } from './producten.ts';
import { type BerichtBody, berichtBody } from './schemas.ts';

/** Takes a message of an app: 201, or 200 with the same answer when this externId was taken before. */
export function postBericht(omgeving: Werkomgeving): RequestHandler {
  const { poort, processen, nu } = omgeving;
  return async (req, res) => {
    const app = appOf(req);
    const checks = berichtChecks(processen, app.kanaal);
    const body = readBody(req, berichtBody, (raw) => [
      ...checks(raw),
      ...checkBewijs(omgeving, raw.bewijs),
      ...checkBijlagen(omgeving, app, raw.bijlagen),
      ...checkMoment('ontvangenOp', raw.ontvangenOp, nu()),
    ]);
    const ontvangst = await poort.acceptBericht(toInkomend(omgeving, app, body));
    res.status(ontvangst.dubbel ? 200 : 201).json(toAnswer(omgeving, ontvangst));
  };
}

/** What an app hears after the commit: the same for a message and for its redelivery. */
export function toAnswer({ bewijs }: Werkomgeving, { berichtId, kenmerk }: Ontvangstbewijs): object {
  return { berichtId, kenmerk, mededeling: mededelingFor(kenmerk), bewijs: signBewijs(bewijs, kenmerk) };
}

/** A proof is ours or it is refused: an app that made one up must hear it. Says nothing of any verzoek. */
export function checkBewijs({ bewijs }: Werkomgeving, token: unknown): InvalidParam[] {
  if (typeof token !== 'string' || verifyBewijs(bewijs, token) !== undefined) return [];
  return [{ name: 'bewijs', code: 'ongeldig-bewijs', reason: 'Dit bewijs is niet van ons.' }];
}

/** Who holds the link of a klant may go on with it too. */
function verifyBewijs(bewijs: Bewijs, token: string): string | undefined {
  return bewijs.verify(token, 'adres') ?? bewijs.verify(token, 'link');
}

/** Kenmerken that a valid proof stands for. */
export function bewezenBy({ bewijs }: Werkomgeving, token: string | undefined): string[] {
  const kenmerk = token === undefined ? undefined : verifyBewijs(bewijs, token);
  return kenmerk === undefined ? [] : [kenmerk];
}

function checkBijlagen({ config }: Werkomgeving, app: Kanaalapp, ids: unknown): InvalidParam[] {
  if (!Array.isArray(ids)) return [];
  return ids.flatMap((id, index) =>
    typeof id !== 'string' || verifyBijlage(config.SCHAKEL_GEHEIM, app.id, id)
      ? []
      : [
          {
            name: `bijlagen.${index}`,
            code: 'onbekende-bijlage',
            reason: 'Stuur dit bestand eerst naar /bijlagen.',
          },
        ],
  );
}

function toInkomend(omgeving: Werkomgeving, app: Kanaalapp, body: BerichtBody): InkomendBericht {
  const { externId, conversatie, afzender, onderwerp, product, bedoeling, voorkeurskanaal } = body;
  return {
    kanaal: app.kanaal,
    externId,
    conversatie,
    afzender,
    inhoud: cleanInhoud(omgeving, body),
    ...(onderwerp === undefined ? {} : { onderwerp }),
    ...(product === undefined ? {} : { product }),
    ...(voorkeurskanaal === undefined ? {} : { voorkeurskanaal }),
    bedoeling,
    bewezen: bewezenBy(omgeving, body.bewijs),
    genoemd: findKenmerken(`${body.kenmerk ?? ''}\n${onderwerp ?? ''}\n${body.inhoud.tekst ?? ''}`).slice(
      0,
      20,
    ),
    bijlagen: body.bijlagen.map((id) => verifyBijlage(omgeving.config.SCHAKEL_GEHEIM, app.id, id)!),
    automatisch: false,
    ontvangenOp: body.ontvangenOp === undefined ? omgeving.nu().toISOString() : toUtc(body.ontvangenOp),
  };
}

/** The checked answers: trimmed, and without those to questions that were not asked. */
function cleanInhoud({ processen }: Werkomgeving, { inhoud, product }: BerichtBody): BerichtBody['inhoud'] {
  const proces = product === undefined ? undefined : processen.get(product);
  if (!proces || inhoud.gegevens === undefined) return inhoud;
  const result = validateAntwoorden(proces.gegevens, inhoud.gegevens);
  return result.ok ? { ...inhoud, gegevens: result.gegevens } : inhoud;
}
