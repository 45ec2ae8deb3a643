import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '../system.ts';
import type { Random } from './random.ts';

export const killable = ['api', 'worker', 'temporal', 'postgres'] as const;
export type Killable = (typeof killable)[number];

export interface Kill {
  part: Killable;
  /** Milliseconds since the epoch. */
  at: number;
}

/**
 * Kills parts with SIGKILL at random moments, the asked number spread over the time there is. Pids come from
 * adressen.json each time. Each part has its turn before any has a second one; now and then two fall at once.
 */
export class Killer {
  readonly kills: Kill[] = [];

  constructor(
    private readonly system: System,
    private readonly random: Random,
  ) {}

  /** @param until moment of the last kill, milliseconds since the epoch */
  async run(count: number, until: number): Promise<void> {
    const started = Date.now();
    const moments = Array.from({ length: count }, () => this.random.between(started, until)).sort(
      (a, b) => a - b,
    );
    let turn: Killable[] = [];
    for (const moment of moments) {
      if (moment > Date.now()) await sleep(moment - Date.now());
      if (turn.length === 0) turn = this.random.shuffle(killable);
      const part = turn.pop()!;
      await this.#kill(part);
    }
  }

  /** A part that is down at its moment is killed as soon as it is back: a kill that hits nothing proves nothing. */
  async #kill(part: Killable): Promise<void> {
    for (;;) {
      const pid = this.system.readBook().parts[part]?.pid;
      if (pid !== undefined && sendKill(pid)) {
        this.kills.push({ part, at: Date.now() });
        return;
      }
      await sleep(50);
    }
  }
}

function sendKill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
