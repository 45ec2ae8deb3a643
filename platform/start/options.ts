/** What can stand behind `npm start --`. */
export interface StartOptions {
  fresh: boolean;
  loud: boolean;
  help: boolean;
}

/** The words of `--help`. */
export const usage = `npm start [-- --nieuw] [-- --luid]
  --nieuw  remove all data of the embedded parts first
  --luid   show what the parts log (LOG_LEVEL sets from which level on)`;

/** Reads the arguments. @throws Error for one that does not exist. */
export function readOptions(args: string[]): StartOptions {
  const known = { '--nieuw': 'fresh', '--luid': 'loud', '--help': 'help' } as const;
  const options: StartOptions = { fresh: false, loud: false, help: false };
  for (const arg of args) {
    const name = known[arg as keyof typeof known];
    if (!name) throw new Error(`${arg} is unknown.\n${usage}`);
    options[name] = true;
  }
  return options;
}
