/** What the widget keeps in the browser: the secret of the conversation and the lines without a tick. Nothing else. */

/** A line on its way to the server. */
export interface UitFrame {
  type: 'bericht' | 'kanaalwissel';
  id: string;
  tekst?: string;
  keuze?: string;
  bijlage?: string;
  /** Of the file, for our own screen. */
  naam?: string;
  email?: string;
}

interface BewaardeSessie {
  sessie: string;
  /** Proof of delivery is stored up to this volgnummer. */
  gelezen: number;
  /** Last use, in milliseconds since 1970. */
  laatst: number;
}

const prefix = 'schakel-chat:';
const openKey = `${prefix}open`;
/** A conversation that nobody opened for a week leaves this computer. In milliseconds. */
const bewaartermijn = 7 * 24 * 60 * 60 * 1000;

/** Storage may be blocked or full: then the conversation lives as long as the page. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function read<T>(key: string): T | undefined {
  const text = attempt(() => localStorage.getItem(key));
  return text ? attempt(() => JSON.parse(text) as T) : undefined;
}

function listKeys(start: string): string[] {
  return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start))) ?? [];
}

/** Leaves nothing behind on this computer, whatever conversations it held. */
export function wipe(): void {
  for (const key of listKeys(prefix)) attempt(() => localStorage.removeItem(key));
  keepOpen(false);
}

/** Whether the window was open in this tab, so that it opens again on the next page. */
export function isOpen(): boolean {
  return attempt(() => sessionStorage.getItem(openKey)) === 'ja';
}

export function keepOpen(open: boolean): void {
  attempt(() => (open ? sessionStorage.setItem(openKey, 'ja') : sessionStorage.removeItem(openKey)));
}

export type Opslag = ReturnType<typeof openOpslag>;

/**
 * The store of one conversation. Each link token has its own: on a shared computer a link does not open what somebody
 * else wrote, and a conversation without a link goes on beside it.
 */
export function openOpslag(token: string | undefined) {
  // The first ten symbols are the kenmerk; the proof behind it stays out of the storage.
  const scope = token?.slice(0, 10) ?? '';
  const sessieKey = `${prefix}sessie:${scope}`;
  const uitPrefix = `${prefix}uit:${scope}:`;
  return {
    readSessie(nu: number): BewaardeSessie | undefined {
      const kept = read<BewaardeSessie>(sessieKey);
      if (kept && nu - kept.laatst > bewaartermijn) wipe();
      else return kept;
    },

    keepSessie(kept: BewaardeSessie): void {
      attempt(() => localStorage.setItem(sessieKey, JSON.stringify(kept)));
    },

    /** Lines that were typed but have no tick yet, in the order of typing. */
    readUit(): UitFrame[] {
      return listKeys(uitPrefix)
        .map((key) => read<{ op: number; frame: UitFrame }>(key))
        .filter((kept) => kept !== undefined)
        .sort((a, b) => a.op - b.op)
        .map(({ frame }) => frame);
    },

    /** Each line has a key of its own, so that two tabs never overwrite each other's. */
    keepUit(frame: UitFrame, op: number): void {
      attempt(() => localStorage.setItem(uitPrefix + frame.id, JSON.stringify({ op, frame })));
    },

    dropUit(id: string): void {
      attempt(() => localStorage.removeItem(uitPrefix + id));
    },

    /** Calls back when another tab ended the conversation. @returns stop */
    watchWiped(callback: () => void): () => void {
      const listener = ({ key, newValue }: StorageEvent): void => {
        if (key === null || (key === sessieKey && newValue === null)) callback();
      };
      window.addEventListener('storage', listener);
      return () => window.removeEventListener('storage', listener);
    },
  };
}
