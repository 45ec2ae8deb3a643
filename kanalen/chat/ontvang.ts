import type { Ontvang } from '../../domein/kanaaladapter.ts';
import { standaardGrenzen } from './limieten.ts';
import { startChat } from './server.ts';

/** Chat in: WebSocket `/kanalen/chat/ws` and files on `/kanalen/chat/bijlage` (README.md has the protocol). */
export const ontvang: Ontvang = async (omgeving) => startChat(omgeving, standaardGrenzen);
