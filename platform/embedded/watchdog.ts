import { spawn } from 'node:child_process';
import { type AlivePids, followAlive } from './alive.ts';

/**
 * The shell reads lists of pids until the pipe closes, which the system does when we are gone, however
 * we went. PostgreSQL and Temporal take SIGINT as an order to stop cleanly. Processes with a message
 * channel stop by themselves and are killed only when they do not.
 */
const script = `
deaf=; listening=
while read -r a b; do deaf=$a; listening=$b; done
list() { echo "$1" | tr ',-' '  '; }
for pid in $(list "$deaf"); do kill -INT "$pid" 2>/dev/null; done
left="$(list "$deaf") $(list "$listening")"
for second in 1 2 3 4 5 6 7 8 9 10 11 12; do
  still=
  for pid in $left; do kill -0 "$pid" 2>/dev/null && still="$still $pid"; done
  left=$still
  [ -z "$left" ] && break
  sleep 1
done
for pid in $left; do kill -KILL "$pid" 2>/dev/null; done
[ -n "$1" ] && rm -rf "$1"
`;

/**
 * Makes sure that nothing we launch outlives us, even when we are killed. Called once, before the first launch.
 * @param throwAway folder that must not outlive us either
 */
export function startWatchdog(throwAway = ''): void {
  const child = spawn('/bin/sh', ['-c', script, 'sh', throwAway], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  (child.stdin as unknown as { unref?(): void }).unref?.();
  followAlive((pids) => child.stdin.write(watchdogLine(pids)));
}

/** One line of the watchdog's input. */
export function watchdogLine({ deaf, listening }: AlivePids): string {
  return `${deaf.join(',') || '-'} ${listening.join(',') || '-'}\n`;
}
