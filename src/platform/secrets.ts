/** Keys and passwords of a trial: made at the first start, kept readable by the owner only, never in the repository. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface KeyPair {
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
}

export interface TrialSecrets {
  readonly databasePassword: string;
  readonly servePassword: string;
  readonly workPassword: string;
  /** Hex; the ids of ledger accounts are hashed with it. */
  readonly accountKey: string;
  readonly bankClientSecret: string;
  readonly bank: KeyPair;
  readonly partner: KeyPair;
}

/** Reads the secrets of a trial, or makes them. */
export function trialSecrets(file: string): TrialSecrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as TrialSecrets;
  const password = () => randomBytes(18).toString('base64url');
  const secrets: TrialSecrets = {
    databasePassword: password(),
    servePassword: password(),
    workPassword: password(),
    accountKey: randomBytes(32).toString('hex'),
    bankClientSecret: password(),
    bank: keyPair(),
    partner: keyPair(),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

function keyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { privateKeyPem: privateKey, publicKeyPem: publicKey };
}
