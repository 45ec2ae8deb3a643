import { existsSync } from 'node:fs';
import path from 'node:path';
import { prepareCluster } from '../embedded/postgres-cluster.ts';
import { stopAll } from '../embedded/process.ts';
import { shelterOf } from '../embedded/shelter.ts';
import { findExecutable } from '../embedded/temporal-executable.ts';
import { AddressFile } from './addresses.ts';
import { awaitHealth } from './health.ts';
import { Keeper, type KeeperEvents } from './keeper.ts';
import { LogFile } from './logs.ts';
import { type NodeProgram, runProgram } from './node-part.ts';
import { type OwnPart, postgresPart, programPart, temporalPart } from './parts.ts';
import { type Screen, seconds } from './screen.ts';
import { requireServers } from './servers.ts';
import type { Settings } from './settings.ts';

/** Brings all parts up in order, keeps them up, and takes them down in the reverse order. */
export class Supervisor {
  readonly #root: string;
  readonly #settings: Settings;
  readonly #screen: Screen;
  readonly #book: AddressFile;
  readonly #logs = new Map<string, LogFile>();
  readonly #keepers: Keeper[] = [];

  /** @param root the folder that holds `worker/main.ts`, `api/main.ts` and `platform/` */
  constructor(root: string, settings: Settings, screen: Screen) {
    this.#root = root;
    this.#settings = settings;
    this.#screen = screen;
    this.#book = new AddressFile(settings);
  }

  /** The first start. @throws Error with one sentence for the part that does not come up. */
  async begin(): Promise<void> {
    await requireServers(this.#settings);
    await Promise.all([
      this.#beginPostgres().then(() => this.#once('migrations', 'platform/migrate.ts')),
      this.#beginTemporal(),
      this.#once('front ends', 'platform/build-web.ts'),
    ]);
    await Promise.all([this.#beginProgram('worker'), this.#beginProgram('api')]);
    await awaitHealth(this.readyUrl);
    this.#screen.listen(true);
  }

  /** Where the api tells whether it is ready. */
  get readyUrl(): string {
    const { HOST: host = '', PORT: port } = this.#settings.env;
    const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    return `http://${address.includes(':') ? `[${address}]` : address}:${port}/health/ready`;
  }

  /** Takes everything down, the last part first. */
  async stop(): Promise<void> {
    this.#screen.listen(false);
    for (const keeper of [...this.#keepers].reverse()) await keeper.stop(10_000);
    // What was on its way up, and one-shots.
    await stopAll(10_000);
    for (const log of this.#logs.values()) log.flush();
  }

  async #beginPostgres(): Promise<void> {
    const { postgresPort, dataFolder } = this.#settings;
    if (postgresPort === undefined) return;
    const started = Date.now();
    const cluster = await prepareCluster({
      folder: path.join(dataFolder, 'postgres'),
      shelter: shelterOf(dataFolder),
      note: (text) => this.#screen.note(text),
    });
    const part = postgresPart(cluster, postgresPort, this.#sink('postgres'));
    await this.#beginPart('PostgreSQL 18 (embedded)', part, started);
  }

  async #beginTemporal(): Promise<void> {
    if (!this.#settings.temporal) return;
    const started = Date.now();
    const note = (text: string) => this.#screen.note(text);
    const { file, origin } = await findExecutable('temporal', this.#settings.dataFolder, note);
    this.#sink('temporal')(`executable: ${file} (${origin})`);
    await this.#beginPart(
      `Temporal (embedded, ${origin})`,
      temporalPart(file, this.#settings, this.#sink('temporal')),
      started,
    );
  }

  #beginProgram(name: string): Promise<void> {
    return this.#beginPart(name, programPart(name, this.#program(name, `${name}/main.ts`)));
  }

  async #beginPart(title: string, part: OwnPart, started = Date.now()): Promise<void> {
    const keeper = new Keeper(part, this.#events(part));
    // Known before it is up, so that Ctrl-C in the middle finds it.
    this.#keepers.push(keeper);
    await keeper.begin();
    this.#screen.done(title, Date.now() - started);
  }

  async #once(title: string, entry: string): Promise<void> {
    if (!existsSync(path.join(this.#root, entry))) return;
    await this.#screen.step(title, runProgram(this.#program(title.replace(' ', '-'), entry)));
  }

  #program(name: string, entry: string): NodeProgram {
    return { root: this.#root, entry, env: this.#settings.env, onLine: this.#sink(name) };
  }

  #sink(name: string): (line: string) => void {
    const log = this.#logs.get(name) ?? new LogFile(this.#settings.dataFolder, name);
    this.#logs.set(name, log);
    return (line) => {
      log.write(line);
      this.#screen.partLine(name, line);
    };
  }

  #events(part: OwnPart): KeeperEvents {
    return {
      up: (_, running) => this.#book.up(part.name, running.pid, part.proof),
      down: (_, why, againInMs) => {
        this.#book.down(part.name);
        this.#screen.warn(`${part.name} ${why}; starting again in ${seconds(againInMs)}`);
      },
      back: (_, tookMs) => this.#screen.done(`${part.name} is back`, tookMs),
    };
  }
}
