import { stopLeftover } from '../embedded/foreign.ts';
import { readAddressBook } from './addresses.ts';

/** Stops what a start that was killed left running on this data folder. @returns the names of those parts. */
export async function stopLeftovers(dataFolder: string): Promise<string[]> {
  const parts = Object.entries(readAddressBook(dataFolder)?.parts ?? {});
  const stopped = await Promise.all(
    parts.map(async ([name, { pid, proof }]) => {
      // PostgreSQL waits for open connections after SIGTERM, and closes them after SIGINT.
      const signals: NodeJS.Signals[] =
        name === 'postgres' ? ['SIGINT', 'SIGQUIT', 'SIGKILL'] : ['SIGTERM', 'SIGKILL'];
      return pid !== undefined && (await stopLeftover(pid, proof, signals)) ? name : undefined;
    }),
  );
  return stopped.filter((name) => name !== undefined);
}
