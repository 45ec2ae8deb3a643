/** The call before this one, of whatever kind. One per run: each has its own copy of this module. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Local activities of one run, one after another. Two at once may end in either order, and a replay gives them their
 * results in the order in which they were begun: what the workflow did in between then comes out differently, and the run
 * is stuck for good (temporalio/sdk-typescript issue 1744).
 */
export function inTurn<T extends object>(activities: T): T {
  return new Proxy(activities, {
    get(target, name, receiver) {
      const activity: unknown = Reflect.get(target, name, receiver);
      if (typeof activity !== 'function') return activity;
      return (...args: unknown[]) => {
        const call = before.then(() => activity(...args) as unknown);
        before = call.catch(() => undefined);
        return call;
      };
    },
  });
}
