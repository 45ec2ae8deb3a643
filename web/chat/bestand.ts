import { maximumBijlage } from '../../kanalen/chat/maxima.ts';
import { teksten } from './teksten.ts';

export type Upload = { ok: true; id: string; naam: string } | { ok: false; reden: string };

/** Sends a file to the document store of the conversation. Never throws: the reason is for people. */
export async function uploadBestand(server: string, sessie: string, file: File): Promise<Upload> {
  if (file.size > maximumBijlage) return { ok: false, reden: teksten.bestandGroot(file.name) };
  try {
    const answer = await fetch(`${server}/kanalen/chat/bijlage`, {
      method: 'POST',
      body: file,
      headers: {
        // Octets whatever the type: a body parser on the way must not read a JSON file as a request.
        'Content-Type': 'application/octet-stream',
        'X-Chat-Sessie': sessie,
        'X-Bestandsnaam': encodeURIComponent(file.name),
        ...(file.type ? { 'X-Mediatype': file.type } : {}),
      },
    });
    const body = (await answer.json()) as { id: string; naam: string; detail?: string };
    if (answer.ok) return { ok: true, id: body.id, naam: body.naam };
    return { ok: false, reden: body.detail ?? teksten.bestandMislukt(file.name) };
  } catch {
    return { ok: false, reden: teksten.bestandMislukt(file.name) };
  }
}
