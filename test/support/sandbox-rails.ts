/** The platform's rails on a running sandbox bank, for tests. */
import { type Sandbox, SOURCE, startSandbox, VENDOR } from '../../bank/testing/sandbox.ts';
import type { Account, BankRails } from '../../src/payment/rails/port.ts';
import { bankRails } from '../../src/payment/rails/snap/bank-rails.ts';
import type { SnapBankConfig } from '../../src/payment/rails/snap/config.ts';
import { snapTimestamp } from '../../src/payment/rails/snap/wire.ts';
import { createOutbound } from '../../src/platform/outbound.ts';

export interface SandboxRails {
  readonly sandbox: Sandbox;
  readonly config: SnapBankConfig;
  readonly rails: BankRails;
  /** A door of the simulation, with its JSON answer. */
  door(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function startSandboxRails(options: Parameters<typeof startSandbox>[0] = {}): Promise<SandboxRails> {
  const sandbox = await startSandbox(options);
  const config: SnapBankConfig = {
    baseUrl: sandbox.url,
    prefix: '/snap/v1.0',
    ...sandbox.keys,
    channelId: '00009',
    bankPublicKeyPem: sandbox.bankPublicKeyPem,
    outbound: createOutbound({ hosts: [new URL(sandbox.url).host], ranges: ['127.0.0.0/8'] }),
    timeoutMs: 5_000,
    pageHosts: ['bank.test'],
  };
  return {
    sandbox,
    config,
    rails: bankRails(config),
    door: async (method, path, body) => {
      const answer = await fetch(`${sandbox.url}/simulation${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
      return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    },
    close: () => sandbox.close(),
  };
}

export const account = (accountNo: string, bankCode = '002', name = 'X'): Account => ({ bankCode, accountNo, name });
export const satker = account(SOURCE);
export const vendor = account(VENDOR);

let made = 0;
/** A reference nobody used before, of the platform's shape. */
export function freshReference(): string {
  made += 1;
  const digits = `${Date.now().toString(16)}${process.pid.toString(16)}${made.toString(16).padStart(4, '0')}`;
  return `DS${digits.toUpperCase().padStart(24, '0').slice(-24)}`;
}

export const inMinutes = (minutes: number): string => snapTimestamp(new Date(Date.now() + minutes * 60_000));
