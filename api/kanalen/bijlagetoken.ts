import { createHmac, timingSafeEqual } from 'node:crypto';
import { type BijlageRef, bijlageRefSchema } from '../../domein/bericht.ts';

/** Signed references to uploaded files: good for the app that sent the file, and nothing has to be remembered. */

function mac(geheim: string, appId: string, payload: string): Buffer {
  return createHmac('sha256', geheim).update(`kanaalapp-bijlage\n${appId}\n${payload}`).digest();
}

export function signBijlage(geheim: string, appId: string, ref: BijlageRef): string {
  const payload = Buffer.from(JSON.stringify(ref)).toString('base64url');
  return `${payload}.${mac(geheim, appId, payload).toString('base64url')}`;
}

/** @returns the file, or undefined for an id that was forged or belongs to another app */
export function verifyBijlage(geheim: string, appId: string, id: string): BijlageRef | undefined {
  const [payload = '', signature = ''] = id.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(geheim, appId, payload);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return bijlageRefSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
}
