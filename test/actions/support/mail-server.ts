import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** An e-mail as it arrived. */
export interface ReceivedMail {
  readonly mail: ParsedMail;
  /** For whom it was handed in. */
  readonly envelope: readonly string[];
  /** As it came over the wire. */
  readonly source: string;
}

/** A real SMTP server on this machine that keeps what it takes. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** The reply to each recipient that it refuses, by address. */
  readonly refused = new Map<string, number>();
  /** The reply to every e-mail, once it is whole. */
  refusesData: number | undefined;
  /** How many conversations there were. */
  connections = 0;
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onConnect: (_session, callback) => {
        this.connections += 1;
        callback();
      },
      onRcptTo: ({ address }, _session, callback) => {
        const code = this.refused.get(address);
        callback(code === undefined ? null : reply(code));
      },
      onData: (stream, { envelope }, callback) => {
        const addresses = envelope.rcptTo.map(({ address }) => address);
        this.#take(stream, addresses).then(() => {
          callback(this.refusesData === undefined ? null : reply(this.refusesData));
        }, callback);
      },
    });
  }

  static async start(): Promise<MailServer> {
    const server = new MailServer();
    await new Promise<void>((resolve) => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** The e-mail for an address; there must be exactly one. */
  mailTo(address: string): ReceivedMail {
    const mails = this.received.filter(({ envelope }) => envelope.includes(address));
    const [mail] = mails;
    if (mail === undefined || mails.length > 1) throw new Error(`${address} got ${mails.length} e-mails.`);
    return mail;
  }

  /** Everybody who was sent something, in order. */
  get reached(): readonly string[] {
    return this.received.flatMap(({ envelope }) => envelope).sort();
  }

  /** Forgets what came in and what it was told to refuse. */
  reset(): void {
    this.received.length = 0;
    this.refused.clear();
    this.refusesData = undefined;
    this.connections = 0;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  async #take(stream: NodeJS.ReadableStream, envelope: readonly string[]): Promise<void> {
    const source = await text(stream);
    if (this.refusesData === undefined) {
      this.received.push({ mail: await simpleParser(source), envelope, source });
    }
  }
}

function reply(responseCode: number): Error {
  return Object.assign(new Error('Not taken'), { responseCode });
}
