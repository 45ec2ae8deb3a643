import type { Resource } from '../../kit/resource.ts';

const bijwerken = ['documenten.bijwerken', 'documenten.geforceerd-bijwerken'];

/** Scopes of a document, and of what hangs on it. */
export const documentScopes: Resource['scopes'] = {
  lezen: ['documenten.lezen'],
  create: ['documenten.aanmaken'],
  update: bijwerken,
  destroy: ['documenten.verwijderen'],
};

/** What hangs on a document is seen with it and told with it. */
export const bijDocument = {
  toegang: { soort: 'via', kolom: 'informatieobject', resource: 'enkelvoudiginformatieobject' } as const,
  scopes: documentScopes,
  audit: 'informatieobject',
  notificatie: { kanaal: 'documenten', hoofd: 'informatieobject' },
};
