import { z } from 'zod';

/** An address that a compose file may leave empty. */
const zgwAdres = z.preprocess(
  (text) => (text === '' ? undefined : text),
  z.url({ protocol: /^https?$/ }).optional(),
);

/** The largest content of a document unless it is set otherwise, bytes: 4 GiB. */
export const grootsteDocument = 4 * 1024 ** 3;

/**
 * The settings of one process, read once from the environment and checked.
 * `npm start` fills in what is missing for the embedded parts; a municipality sets them itself.
 */
const settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Set by `npm start` and the tests: the parts beside us are our own and may hold demo data. */
  SCHAKEL_EMBEDDED: z.stringbool().default(false),
  /** Folder for data of the embedded parts and, without S3, for documents. */
  SCHAKEL_DATA: z.string().default('.schakel'),
  /** `http(s)://key:secret@host:port/bucket?region=…` where documents are kept; absent: the folder. */
  S3_URL: z
    .string()
    .refine((text) => text === '' || /^https?:\/\/[^:@/]+:[^@/]+@[^/]+\/[^/?]+/.test(text), {
      error: 'expected http(s)://key:secret@host:port/bucket?region=…',
    })
    .transform((text) => text || undefined)
    .optional(),
  /** Largest content of a document through the register APIs, bytes. */
  DOCUMENT_MAXIMUM: z.coerce.number().int().min(1).default(grootsteDocument),
  /** Public address as a klant types it; links in messages start with it. */
  SCHAKEL_URL: z.url().optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Address to listen on; loopback unless said otherwise, since demo people exist only there. */
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().default('postgres://schakel@127.0.0.1:5432/schakel'),
  DATABASE_POOL: z.coerce.number().int().min(1).default(10),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TASK_QUEUE: z.string().default('processen'),
  /** `true` for TLS with the system's authorities; certificate paths follow for mutual TLS. */
  TEMPORAL_TLS: z.stringbool().default(false),
  TEMPORAL_TLS_CERT: z.string().optional(),
  TEMPORAL_TLS_KEY: z.string().optional(),
  TEMPORAL_UI_URL: z.url().optional(),
  /** Port of `/metrics` for Prometheus; absent: there is none. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  SMTP_PORT: z.coerce.number().int().min(0).max(65535).default(2525),
  /** Where outbound mail is handed over. The embedded default is our own receiving server. */
  SMTP_URL: z.string().default('smtp://127.0.0.1:2526'),
  /** Port of the embedded receiving server behind /postbus; absent: no such server. */
  POSTBUS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  GEMEENTE_NAAM: z.string().default('Voorbeeldstad'),
  GEMEENTE_MAIL: z.email().default('gemeente@voorbeeldstad.test'),
  GEMEENTE_RSIN: z
    .string()
    .regex(/^[0-9]{9}$/)
    .default('002564440'),
  /** `id:base64,id:base64` with 32-byte AES keys; the first encrypts, all decrypt (rotation). */
  SCHAKEL_SLEUTELS: z.string().optional(),
  /** Secret behind signed addresses, links and sessions. At least 32 characters. */
  SCHAKEL_GEHEIM: z.string().min(32).optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().default('schakel-medewerker'),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** Claim of the OpenID provider that lists the roles of a medewerker. */
  OIDC_ROLLEN_CLAIM: z.string().default('rollen'),
  /** Addresses, with commas, below which the register APIs may fetch what clients refer to, and deliver to inside our network. */
  ZGW_TOEGESTAAN: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.url({ protocol: /^https?$/ }))),
  /** An Open Zaak (or other ZGW system) that holds the zaken of our processes; absent: our own tables. */
  ZGW_URL: zgwAdres,
  ZGW_CLIENT_ID: z.string().default('schakel'),
  ZGW_SECRET: z.string().optional(),
  /** Addresses of its APIs with their version, where they are not `<ZGW_URL>/zaken/api/v1` and so on. */
  ZGW_ZAKEN_URL: zgwAdres,
  ZGW_CATALOGI_URL: zgwAdres,
  ZGW_DOCUMENTEN_URL: zgwAdres,
  ZGW_BESLUITEN_URL: zgwAdres,
  /** Whether each read through the register APIs is logged; off only where a gateway in front of us does that. */
  ZGW_LEESLOG: z.stringbool().default(true),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

/** Checked settings, with names as the environment spells them. */
export type Config = z.infer<typeof settings> & {
  SCHAKEL_SLEUTELS: string;
  SCHAKEL_GEHEIM: string;
  SCHAKEL_URL: string;
};

/** Keys that everybody can read in this repository: good for embedded parts only. */
const developmentSleutels = 'dev:c2NoYWtlbC1vbnR3aWtrZWwtc2xldXRlbC0zMmJ5dCE=';
const developmentGeheim = 'schakel-ontwikkel-geheim-niet-voor-productie';

/**
 * Reads and checks the settings.
 * @throws Error with one sentence per wrong setting; in production also for default keys and demo parts.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const result = settings.safeParse(env);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Wrong settings in the environment: ${problems.join('; ')}.`);
  }
  const read = result.data;
  const config: Config = {
    ...read,
    SCHAKEL_SLEUTELS: read.SCHAKEL_SLEUTELS ?? developmentSleutels,
    SCHAKEL_GEHEIM: read.SCHAKEL_GEHEIM ?? developmentGeheim,
    SCHAKEL_URL: (read.SCHAKEL_URL ?? `http://localhost:${read.PORT}`).replace(/\/$/, ''),
  };
  if (config.ZGW_URL && !config.ZGW_SECRET)
    throw new Error('ZGW_SECRET is missing: with a ZGW_URL it is the secret of ZGW_CLIENT_ID there.');
  if (config.NODE_ENV === 'production') refuseDevelopmentSettings(config);
  if (config.SCHAKEL_EMBEDDED && !['127.0.0.1', 'localhost', '::1'].includes(config.HOST)) {
    throw new Error(
      'HOST must be loopback with embedded parts: the demo people would be open to the network.',
    );
  }
  return config;
}

function refuseDevelopmentSettings(config: Config): void {
  const refused = [
    config.SCHAKEL_EMBEDDED && 'SCHAKEL_EMBEDDED is on (demo people and the application schakel-demo)',
    holdsDevelopmentKey(config.SCHAKEL_SLEUTELS) && 'SCHAKEL_SLEUTELS holds the development key',
    config.SCHAKEL_GEHEIM === developmentGeheim && 'SCHAKEL_GEHEIM is the development secret',
  ].filter(Boolean);
  if (refused.length > 0) {
    throw new Error(`NODE_ENV=production refuses to start: ${refused.join('; ')}. Set your own values.`);
  }
}

/** Compares bytes: base64 may be spelled in more than one way. */
function holdsDevelopmentKey(sleutels: string): boolean {
  const bytesOf = (entry: string): Buffer => Buffer.from(entry.trim().split(':')[1] ?? '', 'base64');
  return sleutels.split(',').some((entry) => bytesOf(entry).equals(bytesOf(developmentSleutels)));
}
