import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import express, { type RequestHandler, Router } from 'express';
import type { Logger } from '../platform/logging.ts';
import { Problem } from '../platform/problem.ts';

const { Payload: PayloadType } = proto.temporal.api.common.v1;

export interface Codecomgeving {
  codec: PayloadCodec;
  /** Origin of the Temporal Web UI: the only page that may call with the operator's session. */
  uiOrigin: string;
  /** Lets only an operator through; also for sessions of the medewerker pages. */
  requireOperator: RequestHandler[];
  log: Logger;
}

/**
 * The codec endpoint of the Temporal Web UI (`POST /codec/decode`): an operator who is signed in reads payloads in the
 * Web UI; everybody else sees ciphertext. Each call is logged, without contents. Encoding is not offered: nobody has to
 * type secrets into the Web UI.
 */
export function createCodecRouter({ codec, uiOrigin, requireOperator, log }: Codecomgeving): Router {
  const cors: RequestHandler = (req, res, next) => {
    if (req.headers.origin === uiOrigin) {
      res.set({
        'Access-Control-Allow-Origin': uiOrigin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Allow-Headers': 'content-type, x-namespace, authorization, caller-type, x-csrf-token',
        Vary: 'Origin',
      });
    }
    if (req.method === 'OPTIONS') return void res.sendStatus(204);
    if (req.headers.origin !== undefined && req.headers.origin !== uiOrigin) {
      throw new Problem(
        403,
        'permission_denied',
        'Not allowed.',
        'Only the Temporal Web UI may call this address.',
      );
    }
    next();
  };

  const decodeAll = async (payloads: object[]): Promise<Payload[]> =>
    codec.decode(payloads.map((payload): Payload => PayloadType.fromObject(payload)));

  const decode: RequestHandler = async (req, res) => {
    const { payloads } = req.body as { payloads?: object[] };
    if (!Array.isArray(payloads))
      throw new Problem(400, 'invalid', 'Invalid input.', 'payloads must be a list.', [
        { name: 'payloads', code: 'required', reason: 'A list of payloads is needed.' },
      ]);
    const decoded = await decodeAll(payloads).catch(() => {
      throw new Problem(
        400,
        'invalid',
        'Invalid input.',
        'A payload cannot be decoded with the keys at hand.',
      );
    });
    log.info({ payloads: payloads.length }, 'payloads decoded for an operator');
    res.set('Cache-Control', 'no-store').json({
      payloads: decoded.map((payload) =>
        PayloadType.toObject(PayloadType.create(payload), { bytes: String }),
      ),
    });
  };

  const router = Router();
  router.use('/codec', cors, ...requireOperator);
  router.post('/codec/decode', express.json({ limit: '8mb' }), decode);
  return router;
}
