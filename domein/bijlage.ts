import { type BijlageRef, bijlageRefSchema } from './bericht.ts';

/**
 * A file that was sent may be named in a message for this long. What no message named by then is an orphan; it is
 * collected later than that, so that a message never names a content that is gone.
 */
export const bijlageGeldigMs = 7 * 24 * 3_600_000;

/** The text of an id of a file that was sent; whoever hands it out signs it. */
export function encodeBijlage(ref: BijlageRef): string {
  return Buffer.from(JSON.stringify({ ...ref, tot: Date.now() + bijlageGeldigMs })).toString('base64url');
}

/** The file of an id whose signature was right; undefined when it is too old to be named. */
export function decodeBijlage(text: string): BijlageRef | undefined {
  const { tot, ...ref } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as { tot?: number };
  return Number(tot) > Date.now() ? bijlageRefSchema.parse(ref) : undefined;
}
