import type { Verzend } from '../../domein/kanaaladapter.ts';

/**
 * Chat out. The stored bericht is the delivery: it wakes the connection that watches the conversation, and the widget
 * reads it whenever it comes back. So there is nothing to hand over, and proof follows when the klant has it on screen.
 */
export const verzend: Verzend = {
  kanaal: 'chat',
  create: () => ({
    send: async ({ id, conversatie }) =>
      conversatie
        ? { status: 'onderweg', externId: id }
        : { status: 'geweigerd', reden: 'Er is geen chatgesprek om dit bericht in te tonen.' },
    close: async () => undefined,
  }),
};
