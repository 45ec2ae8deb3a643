import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { toPayload } from '../../kanalen/app/payload.ts';
import { forbidden, notFound } from '../../platform/problem.ts';
import type { Kanaalapp } from '../../registers/kanaalapps/apps.ts';
import {
  findUitgaandStatus,
  hasWachtend,
  listWachtend,
  markVerzonden,
} from '../../registers/kanaalapps/uitgaand.ts';
import { appOf } from './auth.ts';
import { readBody, readQuery } from './invoer.ts';
import { checkMoment, toUtc } from './moment.ts';
import type { Werkomgeving } from './omgeving.ts';
import { statusBody, uitgaandQuery } from './schemas.ts';

/** Between two looks of a long poll, in milliseconds. */
const lookMs = 500;

/** Messages that wait for this app. A message waits until its status is reported. */
export function getUitgaand({ db, bewijs }: Werkomgeving): RequestHandler {
  return async (req, res) => {
    const app = appOf(req);
    const { na, limiet, wacht } = readQuery(req, uitgaandQuery);
    const after = Number(na ?? 0);
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    for (let left = wacht * 1000; left > 0 && !(await hasWachtend(db, app.kanaal, after)); left -= lookMs) {
      await sleep(lookMs, undefined, { signal: gone.signal }).catch(() => undefined);
      if (gone.signal.aborted) return;
    }
    const wachtend = await listWachtend(db, app.kanaal, after, limiet, {
      actor: `app:${app.naam}`,
      activiteit: 'bericht-verzenden@1',
      aanleiding: `kanalen/v1/uitgaand?na=${after}`,
    });
    res.json({
      berichten: wachtend.map(({ bericht }) => toPayload(bericht, bewijs)),
      volgende: `${wachtend.at(-1)?.volgnummer ?? after}`,
    });
  };
}

/** What became of an outbound message. The same report again changes nothing. */
export function postStatus(omgeving: Werkomgeving): RequestHandler {
  const { db, poort, nu } = omgeving;
  return async (req, res) => {
    const app = appOf(req);
    const id = z.uuid().safeParse(req.params.id);
    const { status, bewijs, op } = readBody(req, statusBody, (raw) => checkMoment('op', raw.op, nu()));
    if (!id.success) throw notFound('There is no such message.');
    await requireOwn(omgeving, app, id.data);
    if (status === 'verzonden') await markVerzonden(db, app.kanaal, id.data, new Date(op));
    else
      await poort.reportAflevering(app.kanaal, id.data, status, {
        ...bewijs,
        op: toUtc(op),
        bron: `app:${app.naam}`,
      });
    res.json({ id: id.data, status: (await findUitgaandStatus(db, id.data))?.status });
  };
}

async function requireOwn({ db }: Werkomgeving, app: Kanaalapp, id: string): Promise<void> {
  const found = await findUitgaandStatus(db, id);
  if (!found) throw notFound('There is no such message.');
  if (found.kanaal !== app.kanaal) throw forbidden(`This token is good for kanaal ${app.kanaal} only.`);
}
