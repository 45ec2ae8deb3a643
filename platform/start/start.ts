import path from 'node:path';
import { readConfig } from '../config.ts';
import { killAll } from '../embedded/process.ts';
import { startWatchdog } from '../embedded/watchdog.ts';
import { emptyDataFolder, makeDataFolder } from './data-folder.ts';
import { stopLeftovers } from './leftovers.ts';
import { lockFolder, type Unlock } from './lock.ts';
import { readOptions, usage } from './options.ts';
import { Screen, seconds } from './screen.ts';
import { chooseSettings, type Settings } from './settings.ts';
import { summary } from './summary.ts';
import { Supervisor } from './supervisor.ts';

/** A terminal and npm both pass Ctrl-C on; what comes this soon after the first is the same one. */
const sameSignalMs = 1_000;

/**
 * `npm start`: brings Schakel up and stays until a signal says to stop.
 * @param root folder with the programs to run
 */
export async function start(root: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const started = Number(env.SCHAKEL_BEGUN) || Date.now();
  const screen = new Screen(env.LOG_LEVEL || (args.includes('--luid') ? 'info' : undefined));
  const cleaning: (() => Promise<void> | void)[] = [];
  const signals = stopOnSignals(screen, cleaning);
  try {
    const options = readOptions(args);
    if (options.help) return console.log(usage);
    const folder = path.resolve(root, env.SCHAKEL_DATA || '.schakel');
    cleaning.push(await takeFolder(folder, options.fresh, screen));
    const settings = await chooseSettings(folder, env, (text) => screen.note(text));
    // Wrong settings are better told now than by a part that does not come up.
    readConfig(settings.env);
    startWatchdog();
    const supervisor = new Supervisor(root, settings, screen);
    cleaning.push(() => supervisor.stop());
    await supervisor.begin();
    if (!signals.stopping) await sayReady(settings, supervisor, Date.now() - started);
  } catch (error) {
    // What fails while we are stopping fails because of it.
    if (signals.stopping) return;
    console.error(`✖ Schakel did not start: ${(error as Error).message}`);
    await cleanUp(cleaning);
    process.exit(1);
  }
}

async function takeFolder(folder: string, fresh: boolean, screen: Screen): Promise<Unlock> {
  makeDataFolder(folder);
  const unlock = await lockFolder(folder);
  try {
    const left = await stopLeftovers(folder);
    if (left.length > 0) screen.note(`stopped what an earlier start left running: ${left.join(', ')}`);
    if (fresh) {
      await emptyDataFolder(folder);
      screen.note(`removed all data in ${folder}`);
    }
    return unlock;
  } catch (error) {
    unlock();
    throw error;
  }
}

async function sayReady(settings: Settings, supervisor: Supervisor, tookMs: number): Promise<void> {
  const lines = await summary(settings, new URL(supervisor.readyUrl).origin);
  console.log(`\nSchakel is ready in ${seconds(tookMs)}. Ctrl-C stops it.\n\n${lines.join('\n')}\n`);
}

async function cleanUp(cleaning: (() => Promise<void> | void)[]): Promise<void> {
  for (const step of cleaning.reverse()) await step();
}

function stopOnSignals(screen: Screen, cleaning: (() => Promise<void> | void)[]): { stopping: boolean } {
  const state = { stopping: false };
  let first = 0;
  const onSignal = async () => {
    if (state.stopping) {
      if (Date.now() - first < sameSignalMs) return;
      killAll();
      process.exit(130);
    }
    state.stopping = true;
    first = Date.now();
    console.log('\nStopping …');
    await cleanUp(cleaning);
    screen.done('everything is stopped', Date.now() - first);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, onSignal);
  return state;
}
