/** What a process is told by its environment. A missing or wrong value is said by name, before anything starts. */
import { z } from 'zod';
import { type TrialSecrets, trialSecrets } from './platform/secrets.ts';

const url = z.url({ protocol: /^postgres(ql)?$/ });
const http = z.url({ protocol: /^https?$/ });
const port = z.coerce.number().int().min(0).max(65_535);

const shapes = {
  serve: z.object({
    DIGIPAY_SERVE_DATABASE: url,
    DIGIPAY_IDENTITY_DATABASE: url,
    DIGIPAY_SECRETS: z.string().min(1),
    DIGIPAY_PORT: port.default(8080),
    DIGIPAY_HOST: z.string().default('127.0.0.1'),
    DIGIPAY_PUBLIC_URL: http,
    DIGIPAY_DEMO: z.enum(['0', '1']).default('0'),
  }),
  work: z.object({
    DIGIPAY_WORK_DATABASE: url,
    DIGIPAY_SECRETS: z.string().min(1),
    DIGIPAY_BANK_URL: http,
    DIGIPAY_PUBLIC_URL: http,
    /** A reference the bank does not know is given up after this, when the statement is silent too. */
    DIGIPAY_GRACE_MS: z.coerce.number().int().min(1_000).max(3_600_000).default(60_000),
  }),
  bank: z.object({
    DIGIPAY_BANK_DATABASE: url,
    DIGIPAY_SECRETS: z.string().min(1),
    DIGIPAY_BANK_PORT: port.default(8081),
    DIGIPAY_PUBLIC_URL: http,
    DIGIPAY_BANK_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(0),
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
  return { ...read.data, secrets: trialSecrets(read.data.DIGIPAY_SECRETS) } as unknown as Settings<P>;
}
