import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BijlageRef } from '../../domein/bericht.ts';
import { decodeBijlage, encodeBijlage } from '../../domein/bijlage.ts';

/** Signed references to uploaded files: good for the app that sent the file, and nothing has to be remembered. */

function mac(geheim: string, appId: string, payload: string): Buffer {
  return createHmac('sha256', geheim).update(`kanaalapp-bijlage\n${appId}\n${payload}`).digest();
}

export function signBijlage(geheim: string, appId: string, ref: BijlageRef): string {
  const payload = encodeBijlage(ref);
  return `${payload}.${mac(geheim, appId, payload).toString('base64url')}`;
}

/** @returns the file, or undefined for an id that was forged, is too old or belongs to another app */
export function verifyBijlage(geheim: string, appId: string, id: string): BijlageRef | undefined {
  const [payload = '', signature = ''] = id.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(geheim, appId, payload);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return decodeBijlage(payload);
}
