/** What the widget and the server both keep to. */

/** Longest text of one message, in characters (UTF-16 code units, as a browser counts). */
export const maximumTekst = 4_000;
/** Largest file, in bytes. */
export const maximumBijlage = 25 * 1024 * 1024;
