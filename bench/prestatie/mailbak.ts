import { SMTPServer } from 'smtp-server';

/** A mail server that takes everything at once and notes who got mail when. */
export class Mailbak {
  /** Moment of the first mail by address (`performance.now()`), and how many came. */
  readonly arrived = new Map<string, { at: number; count: number }>();

  private constructor(
    private readonly server: SMTPServer,
    readonly url: string,
  ) {}

  static async start(): Promise<Mailbak> {
    let bak: Mailbak | undefined;
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onData(stream, session, done) {
        stream.on('end', () => {
          for (const { address } of session.envelope.rcptTo) bak?.note(address);
          done();
        });
        stream.resume();
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as { port: number };
    bak = new Mailbak(server, `smtp://127.0.0.1:${port}`);
    return bak;
  }

  note(address: string): void {
    const known = this.arrived.get(address);
    if (known) known.count += 1;
    else this.arrived.set(address, { at: performance.now(), count: 1 });
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
