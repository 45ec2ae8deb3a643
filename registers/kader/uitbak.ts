/** PostgreSQL channel that wakes whoever distributes notifications from the outbox and wakes the workflows of abonnementen. */
export const meldingKanaal = 'zgw_notificatie';
