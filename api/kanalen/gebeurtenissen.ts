import type { RequestHandler } from 'express';
import { appOf } from './auth.ts';
import { bewezenBy, checkBewijs, toAnswer } from './berichten.ts';
import { readBody } from './invoer.ts';
import { checkMoment, toUtc } from './moment.ts';
import type { Werkomgeving } from './omgeving.ts';
import { checkIdentiteit } from './producten.ts';
import { gebeurtenisBody } from './schemas.ts';

/** Takes an event of a live medium: somebody arrived, is there, left. */
export function postGebeurtenis(omgeving: Werkomgeving): RequestHandler {
  return async (req, res) => {
    const { kanaal } = appOf(req);
    const { bewijs, afzender, op, ...rest } = readBody(req, gebeurtenisBody, (raw) => [
      ...checkIdentiteit(kanaal, raw.afzender),
      ...checkBewijs(omgeving, raw.bewijs),
      ...checkMoment('op', raw.op, omgeving.nu()),
    ]);
    const ontvangst = await omgeving.poort.acceptGebeurtenis({
      ...rest,
      kanaal,
      op: toUtc(op),
      bewezen: bewezenBy(omgeving, bewijs),
      ...(afzender ? { afzender } : {}),
    });
    res.status(ontvangst.dubbel ? 200 : 201).json(toAnswer(omgeving, ontvangst));
  };
}
