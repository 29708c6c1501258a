/** The links of a process to its banks, made when first used, kept for people to see. */
import type { Door } from '../../journal/command.ts';
import type { Circuit, CircuitTerms } from './circuit.ts';
import { type BankLink, createLink } from './circuit-link.ts';
import { bankLinks, circuitFrom, keepCircuit } from './circuit-store.ts';

export interface BankLinks {
  of(bankCode: string): BankLink;
  /** Resolves when every change is written. */
  idle(): Promise<void>;
}

export interface BankLinksOptions {
  readonly door: Door;
  readonly clock: () => Date;
  /** Jobs of this process at a time; one bank gets most of them, never all. */
  readonly concurrency: number;
  readonly terms?: CircuitTerms;
  readonly warn: (message: string) => void;
}

/** Of the places of a process, kept free for other banks: a quarter, and at least one. */
export const placesOf = (concurrency: number): number =>
  Math.max(1, concurrency - Math.max(1, Math.floor(concurrency / 4)));

export async function openBankLinks({ door, clock, concurrency, terms, warn }: BankLinksOptions): Promise<BankLinks> {
  const links = new Map<string, BankLink>();
  const known = new Map((await bankLinks(door.pool)).map((row) => [row.bankCode, row]));
  let writing: Promise<unknown> = Promise.resolve();
  const changed = (bankCode: string, before: Circuit, after: Circuit): void => {
    if (before.state === after.state && after.state !== 'OPEN') return;
    writing = writing.then(() =>
      keepCircuit(door, bankCode, after, clock()).catch((error: Error) =>
        warn(`bank link ${bankCode}: ${error.message}`),
      ),
    );
  };
  return {
    of(bankCode) {
      const row = known.get(bankCode);
      const link =
        links.get(bankCode) ??
        createLink({
          bankCode,
          places: placesOf(concurrency),
          now: () => clock().getTime(),
          from: row ? circuitFrom(row, clock().getTime()) : null,
          changed,
          ...(terms === undefined ? {} : { terms }),
        });
      links.set(bankCode, link);
      return link;
    },
    idle: async () => void (await writing),
  };
}
