/** What a process is told by its environment. A missing or wrong value is said by name, before anything starts. */
import { z } from 'zod';
import { emailUse } from './identity/security.schema.ts';
import { type TrialSecrets, trialSecrets } from './platform/secrets.ts';
import { cidrList, onlyTls13, withDatabaseCa } from './platform/tls.ts';

const url = z.url({ protocol: /^postgres(ql)?$/ });
const http = z.url({ protocol: /^https?$/ });
const port = z.coerce.number().int().min(0).max(65_535);

const file = z.string().min(1).optional();
/** The authority of the database's certificate: then only TLS 1.3 with full verification is spoken to it. */
const databaseCa = { DIGIPAY_DATABASE_CA: file };
const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((one) => one.trim() || []));
const ranges = z
  .string()
  .default('')
  .transform((text, context) => {
    const read = cidrList(text);
    if (read === null) context.addIssue({ code: 'custom', message: 'is no list of ranges such as 10.0.0.0/8' });
    return read ?? [];
  });
/** The key store: `file:`, `transit+https:` or `pkcs11:` (docs/security/encryption.md). */
const keys = { DIGIPAY_KEYS: z.string().min(1) };

const shapes = {
  serve: z.object({
    ...databaseCa,
    ...keys,
    DIGIPAY_SERVE_DATABASE: url,
    DIGIPAY_IDENTITY_DATABASE: url,
    DIGIPAY_SECRETS: z.string().min(1),
    DIGIPAY_PORT: port.default(8080),
    DIGIPAY_HOST: z.string().default('127.0.0.1'),
    DIGIPAY_PUBLIC_URL: http,
    /** Rules for passwords: NIST SP 800-63B-4 or PCI DSS 8.3.6; and a folder of range files of breached passwords. */
    DIGIPAY_PASSWORD_PROFILE: z.enum(['nist', 'pci']).default('nist'),
    DIGIPAY_BREACHED_DIR: file,
    /** What an office may allow of mailed codes at most. */
    DIGIPAY_EMAIL_CODES: emailUse.default('SIGN_IN'),
    /** A file that names connections to banks, for the keys by which their notices are believed (docs/operations/bank-connections.md). */
    DIGIPAY_BANKS: file,
    /** A file that names the identity providers of institutions (docs/operations/federation.md). */
    DIGIPAY_FEDERATION: file,
    /** CIDR ranges beyond the public Internet where such providers may be. */
    DIGIPAY_OUTBOUND_RANGES: ranges,
    /** Shows invented people with their passwords and codes: on this machine alone. */
    DIGIPAY_DEMO: z.enum(['0', '1']).default('0'),
    /** Of a trial: where letters are taken, to be read at /demo/surat. */
    DIGIPAY_MAILBOX_PORT: port.optional(),
    /** With both, `serve` speaks TLS 1.3 itself; without, a proxy before it does. */
    DIGIPAY_TLS_CERT: file,
    DIGIPAY_TLS_KEY: file,
    /** CIDR ranges of proxies whose word on where a request comes from is taken. */
    DIGIPAY_TRUSTED_PROXIES: ranges,
    /** How often the pages are compared with what was built, and the digest of that list when a release names it. */
    DIGIPAY_WATCH_MINUTES: z.coerce.number().min(0.05).max(10_080).default(10),
    DIGIPAY_INVENTORY: z
      .string()
      .regex(/^sha384-[A-Za-z0-9+/]{64}$/)
      .optional(),
  }),
  work: z.object({
    ...databaseCa,
    ...keys,
    /** Hosts that may be called, beside the bank's own: `api.bank.example, hooks.satker.example`. */
    DIGIPAY_OUTBOUND_HOSTS: list,
    /** CIDR ranges beyond the public Internet that may be called: a bank's private line; this machine in a trial. */
    DIGIPAY_OUTBOUND_RANGES: ranges,
    /** A file that names connections to banks; a bank that it does not name is reached by DIGIPAY_BANK_URL (docs/operations/bank-connections.md). */
    DIGIPAY_BANKS: file,
    /** With which the platform shows itself to the bank (mutual TLS), and the authority that vouches for the bank. */
    DIGIPAY_BANK_CLIENT_CERT: file,
    DIGIPAY_BANK_CLIENT_KEY: file,
    DIGIPAY_BANK_CA: file,
    DIGIPAY_WORK_DATABASE: url,
    DIGIPAY_SECRETS: z.string().min(1),
    DIGIPAY_BANK_URL: http,
    /** Where the bank's own card page may be; the bank's address itself unless told. */
    DIGIPAY_BANK_PAGES: list,
    DIGIPAY_PUBLIC_URL: http,
    /** `smtps://user:password@host`; without it nothing is mailed. */
    DIGIPAY_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    DIGIPAY_MAIL_FROM: z.string().min(3).default('Digipay Satu <digipay@localhost>'),
    /** A reference the bank does not know is given up after this, when the statement is silent too. */
    DIGIPAY_GRACE_MS: z.coerce.number().int().min(1_000).max(3_600_000).default(60_000),
    /** Longest wait for one answer of a bank, and the first pause after it fell silent. */
    DIGIPAY_BANK_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
    DIGIPAY_BANK_COOLDOWN_MS: z.coerce.number().int().min(100).max(300_000).default(5_000),
    /** Jobs of this process at a time. */
    DIGIPAY_WORK_CONCURRENCY: z.coerce.number().int().min(2).max(64).default(4),
  }),
  keys: z.object({
    ...databaseCa,
    ...keys,
    DIGIPAY_KEYS_DATABASE: url,
    DIGIPAY_WORK_DATABASE: url,
    DIGIPAY_SECRETS: z.string().min(1),
  }),
  incident: z.object({
    ...databaseCa,
    ...keys,
    DIGIPAY_IDENTITY_DATABASE: url,
    DIGIPAY_WORK_DATABASE: url,
    DIGIPAY_SECRETS: z.string().min(1),
  }),
  bank: z.object({
    DIGIPAY_BANK_DATABASE: url,
    DIGIPAY_SECRETS: z.string().min(1),
    DIGIPAY_BANK_PORT: port.default(8081),
    DIGIPAY_PUBLIC_URL: http,
    DIGIPAY_BANK_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(0),
    /** How long a transfer that is accepted stays in clearing. */
    DIGIPAY_BANK_PENDING_MS: z.coerce.number().int().min(0).max(3_600_000).default(60_000),
  }),
} as const;

type Process = keyof typeof shapes;
export type Settings<P extends Process> = z.output<(typeof shapes)[P]> & { readonly secrets: TrialSecrets };

/** Throws with every fault named. */
export function settingsOf<P extends Process>(process_: P, environment: NodeJS.ProcessEnv = process.env): Settings<P> {
  const read = shapes[process_].safeParse(environment);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`digipay ${process_} needs these settings:\n${faults.join('\n')}`);
  }
  for (const refused of [publicDemo(read.data), openLines(read.data)].flat())
    throw new Error(`digipay ${process_}: ${refused}`);
  return { ...overTls(read.data), secrets: trialSecrets(read.data.DIGIPAY_SECRETS) } as unknown as Settings<P>;
}

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

type Read = Readonly<Record<string, unknown>>;
const isHere = (address: string): boolean => LOOPBACK.includes(new URL(address).hostname);

/** A demo shows passwords and codes of its people: never where others can reach it. */
function publicDemo({ DIGIPAY_DEMO: demo, DIGIPAY_PUBLIC_URL: at }: Read): string[] {
  if (demo !== '1' || typeof at !== 'string' || isHere(at)) return [];
  return [`DIGIPAY_DEMO=1 shows passwords of invented people and is only for this machine, not for ${at}`];
}

/** Beyond this machine nothing is said in the clear (ASVS 5.0 V12.2.1, V12.3.1). */
function openLines(read: Read): string[] {
  const { DIGIPAY_PUBLIC_URL: at, DIGIPAY_DATABASE_CA: ca } = read;
  const people = typeof at === 'string' && at.startsWith('http:') && !isHere(at);
  const databases = Object.entries(read).filter(
    ([name, value]) =>
      name.endsWith('_DATABASE') && typeof value === 'string' && new URL(value).hostname !== '' && !isHere(value),
  );
  return [
    ...(people ? [`DIGIPAY_PUBLIC_URL must be https beyond this machine: ${at}`] : []),
    ...(ca === undefined
      ? databases.map(([name]) => `${name} is on another machine and needs DIGIPAY_DATABASE_CA`)
      : []),
  ];
}

function overTls(read: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { DIGIPAY_DATABASE_CA: ca } = read;
  if (typeof ca !== 'string') return read;
  onlyTls13();
  const entries = Object.entries(read).map(([name, value]) => [
    name,
    name.endsWith('_DATABASE') && typeof value === 'string' ? withDatabaseCa(value, ca) : value,
  ]);
  return Object.fromEntries(entries);
}
