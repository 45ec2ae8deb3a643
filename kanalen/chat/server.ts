import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Ontvanger, Ontvangomgeving } from '../../domein/kanaaladapter.ts';
import { Aanwezigheid } from './aanwezigheid.ts';
import { createBijlageRouter } from './bijlage.ts';
import { Lijn, sluiting } from './lijn.ts';
import { clientAddress, createLimieten, type Grenzen } from './limieten.ts';
import { maximumFrame } from './protocol.ts';
import { createSessies } from './sessie.ts';
import { Verbinding } from './verbinding.ts';

export const chatPath = '/kanalen/chat/ws';

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

/** A browser says where its page came from; another site may not talk in the name of its visitor. */
function isOwnOrigin(request: IncomingMessage, url: string): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true; // No browser.
  try {
    return new URL(origin).host === host || origin === new URL(url).origin;
  } catch {
    return false;
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Starts taking chats. @param grenzen limits and times, in tests smaller than in life */
export function startChat(omgeving: Ontvangomgeving, grenzen: Grenzen): Ontvanger {
  const { poort, bewijs, log, documenten, router, instellingen } = omgeving;
  const sessies = createSessies(bewijs);
  const limieten = createLimieten(grenzen);
  const aanwezigheid = new Aanwezigheid(poort, log, grenzen.vertrekNa);
  const gedeeld = { poort, bewijs, log, sessies, limieten, grenzen, aanwezigheid };
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumFrame, perMessageDeflate: false });
  const open = new Set<Verbinding>();
  const perAddress = new Map<string, number>();
  let stopping = false;

  function count(address: string | undefined, step: 1 | -1): void {
    if (address === undefined) return;
    const next = (perAddress.get(address) ?? 0) + step;
    if (next > 0) perAddress.set(address, next);
    else perAddress.delete(address);
  }

  omgeving.onUpgrade((request, socket, head) => {
    if (pathOf(request) !== chatPath) return false;
    const address = clientAddress(request);
    if (stopping) refuse(socket, '503 Service Unavailable');
    else if (!isOwnOrigin(request, instellingen.url)) refuse(socket, '403 Forbidden');
    else if (address !== undefined && (perAddress.get(address) ?? 0) >= grenzen.verbindingenPerAdres)
      refuse(socket, '429 Too Many Requests');
    else {
      sockets.handleUpgrade(request, socket, head, (ws) => {
        const lijn = new Lijn(ws, log, grenzen.achterstand);
        const verbinding = new Verbinding(gedeeld, lijn, address);
        open.add(verbinding);
        count(address, 1);
        lijn.onClose(() => {
          open.delete(verbinding);
          count(address, -1);
        });
      });
    }
    return true;
  });

  router.use(createBijlageRouter({ documenten, sessies, limieten, log }));

  const heartbeat = setInterval(() => {
    for (const verbinding of open) verbinding.beat();
  }, grenzen.ping);

  return {
    async stop() {
      stopping = true;
      clearInterval(heartbeat);
      await Promise.all(
        [...open].map(async ({ lijn }) => {
          // Lines in hand still get their tick; a reader that takes nothing is not waited for.
          await Promise.race([lijn.settled(), new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
          lijn.close(sluiting.herstart, 'herstart');
        }),
      );
      sockets.close();
      await aanwezigheid.stop();
    },
  };
}
