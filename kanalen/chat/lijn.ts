import type { WebSocket } from 'ws';
import type { Kanaallog } from '../../domein/kanaaladapter.ts';
import type { ServerFrame } from './protocol.ts';

/** Closing codes that a widget meets. 1012 and 1013 mean: come back; 1008 means: not like this. */
export const sluiting = { gestopt: 1000, geweigerd: 1008, herstart: 1012, laterOpnieuw: 1013 } as const;

/** One socket as the rest of the channel sees it: frames out, frames in one by one, closing. */
export class Lijn {
  #handling: Promise<void> = Promise.resolve();
  #waiting = 0;
  #alive = true;
  #closing = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly log: Kanaallog,
    private readonly achterstand: number,
  ) {
    socket.on('pong', () => {
      this.#alive = true;
    });
    // Also tells of a frame that is too large: ws itself then closes with 1009.
    socket.on('error', (error) => log.info({ err: error }, 'chat: connection error'));
    socket.on('close', () => {
      this.#closing = true;
    });
  }

  get closing(): boolean {
    return this.#closing;
  }

  /** Sends a frame. A reader that lets too much pile up is cut off: it comes back and resumes. */
  send(frame: ServerFrame): Promise<void> {
    if (this.#closing) return Promise.reject(new Error('The connection is closed.'));
    if (this.socket.bufferedAmount > this.achterstand) {
      this.log.warn({ bytes: this.socket.bufferedAmount }, 'chat: slow reader cut off');
      this.socket.terminate();
      return Promise.reject(new Error('The reader is too slow.'));
    }
    return new Promise((resolve, reject) => {
      this.socket.send(JSON.stringify(frame), (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Sends where nobody needs to know whether it arrived. */
  tell(frame: ServerFrame): void {
    this.send(frame).catch(() => undefined);
  }

  /**
   * Handles frames strictly one after another, so that lines are stored in the order in which they were typed.
   * When more than a few wait, reading stops and TCP holds the sender back.
   */
  onFrame(handle: (text: string | undefined) => Promise<void>): void {
    this.socket.on('message', (data, isBinary) => {
      this.#waiting += 1;
      if (this.#waiting > 20) this.socket.pause();
      const text = isBinary ? undefined : data.toString();
      this.#handling = this.#handling
        .then(() => (this.#closing ? undefined : handle(text)))
        .catch((error) => this.log.error({ err: error }, 'chat: frame failed'))
        .finally(() => {
          this.#waiting -= 1;
          if (this.#waiting <= 10 && this.socket.isPaused) this.socket.resume();
        });
    });
  }

  onClose(callback: () => void): void {
    this.socket.on('close', callback);
  }

  close(code: number, reason: string): void {
    this.#closing = true;
    this.socket.close(code, reason);
    // A peer that never answers the closing frame keeps a socket open for half a minute otherwise.
    setTimeout(() => this.socket.terminate(), 2_000).unref();
  }

  /** Ends a connection of which the other side has gone silent since the last call. */
  ping(): void {
    if (this.#alive) this.socket.ping();
    else this.socket.terminate();
    this.#alive = false;
  }

  /** Resolves when the frames in hand are done. */
  settled(): Promise<void> {
    return this.#handling;
  }
}
