import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from './settings.ts';

/** What runs, as `adressen.json` in the data folder tells it to tests and tools. */
export interface AddressBook {
  supervisor: number;
  addresses: Record<string, string>;
  parts: Record<string, PartEntry>;
}

/** One running part. `pid` is absent while it is down. */
export interface PartEntry {
  pid?: number;
  restarts: number;
  /** Words in its command line: a pid can be somebody else's by the next start. */
  proof: string;
}

const fileName = 'adressen.json';

/** The addresses of a start, by name. */
export function addressesOf({ env, temporal, postgresPort }: Settings): Record<string, string> {
  return {
    website: `${env.SCHAKEL_URL}/`,
    health: `${env.SCHAKEL_URL}/health/ready`,
    smtp: `smtp://127.0.0.1:${env.SMTP_PORT}`,
    ...(env.POSTBUS_PORT && { postbus: `smtp://127.0.0.1:${env.POSTBUS_PORT}` }),
    temporal: env.TEMPORAL_ADDRESS ?? '',
    ...(temporal && { temporalUi: `http://localhost:${temporal.uiPort}` }),
    // Of a server of one's own the address may hold a password.
    ...(postgresPort && { database: env.DATABASE_URL ?? '' }),
  };
}

/** Keeps `adressen.json` up to date. */
export class AddressFile {
  readonly #file: string;
  readonly #book: AddressBook;

  constructor(settings: Settings) {
    this.#file = path.join(settings.dataFolder, fileName);
    this.#book = { supervisor: process.pid, addresses: addressesOf(settings), parts: {} };
  }

  /** Notes that a part runs, with its process. */
  up(name: string, pid: number, proof: string): void {
    const before = this.#book.parts[name];
    this.#book.parts[name] = { pid, restarts: before ? before.restarts + 1 : 0, proof };
    this.#write();
  }

  /** Notes that a part is down. */
  down(name: string): void {
    const entry = this.#book.parts[name];
    if (entry) delete entry.pid;
    this.#write();
  }

  #write(): void {
    // Renamed, so that a reader never sees half a file.
    writeFileSync(`${this.#file}.nieuw`, `${JSON.stringify(this.#book, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${this.#file}.nieuw`, this.#file);
  }
}

/** What the start before this one left on file, if anything. */
export function readAddressBook(dataFolder: string): AddressBook | undefined {
  try {
    return JSON.parse(readFileSync(path.join(dataFolder, fileName), 'utf8')) as AddressBook;
  } catch {
    return undefined;
  }
}
