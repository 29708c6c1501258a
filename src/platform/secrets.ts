/** Keys and passwords of a trial: made at the first start, kept readable by the owner only, never in the repository. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface KeyPair {
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
}

export interface TrialSecrets {
  readonly databasePassword: string;
  readonly servePassword: string;
  readonly workPassword: string;
  readonly identityPassword: string;
  readonly keysPassword: string;
  readonly auditorPassword: string;
  /** Hex; the ids of ledger accounts are hashed with it. */
  readonly accountKey: string;
  /** Hex; e-mail addresses are hashed with it. */
  readonly emailKey: string;
  /** Hex, 32 bytes; secrets of authenticators are sealed with it. */
  readonly totpKey: string;
  /** Hex, 32 bytes; subjects of institutions' identity providers are hashed with it. */
  readonly federationKey: string;
  /** Hex, 32 bytes; keys of integrations are hashed with it. */
  readonly serviceKey: string;
  /** Hex; codes of the invented people of the demo follow from it. */
  readonly demoKey: string;
  readonly bankClientSecret: string;
  readonly bank: KeyPair;
  readonly partner: KeyPair;
}

/**
 * Reads the secrets of a trial, or makes them. Those that an earlier version did not know are added. Complete ones are not
 * written again, and new ones appear whole: the processes of the platform read them at the same moment, and may be killed.
 */
export function trialSecrets(file: string): TrialSecrets {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<TrialSecrets>) : {};
  const password = () => randomBytes(18).toString('base64url');
  const key = () => randomBytes(32).toString('hex');
  const secrets: TrialSecrets = {
    databasePassword: known.databasePassword ?? password(),
    servePassword: known.servePassword ?? password(),
    workPassword: known.workPassword ?? password(),
    identityPassword: known.identityPassword ?? password(),
    keysPassword: known.keysPassword ?? password(),
    auditorPassword: known.auditorPassword ?? password(),
    accountKey: known.accountKey ?? key(),
    emailKey: known.emailKey ?? key(),
    totpKey: known.totpKey ?? key(),
    federationKey: known.federationKey ?? key(),
    serviceKey: known.serviceKey ?? key(),
    demoKey: known.demoKey ?? key(),
    bankClientSecret: known.bankClientSecret ?? password(),
    bank: known.bank ?? keyPair(),
    partner: known.partner ?? keyPair(),
  };
  if (Object.keys(secrets).every((name) => name in known)) return secrets;
  mkdirSync(dirname(file), { recursive: true });
  const whole = `${file}.${process.pid}`;
  writeFileSync(whole, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(whole, file);
  return secrets;
}

function keyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 3072,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { privateKeyPem: privateKey, publicKeyPem: publicKey };
}
