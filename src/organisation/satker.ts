/** A government work unit: who it is, under which regime it spends, and the account it pays from. */
import type { RowWrite } from '../kernel/decision.ts';
import type { Zone } from '../kernel/time.ts';
import type { Regime } from '../regulation/types.ts';

/** An account at a bank that the platform may name to that bank. */
export interface BankAccount {
  /** BI code, three digits. */
  readonly bankCode: string;
  readonly accountNo: string;
  /** As the bank writes it. */
  readonly name: string;
}

export interface Satker {
  readonly id: string;
  /** Six digits; text, since leading zeros count. */
  readonly code: string;
  readonly name: string;
  /** Ministry or region it belongs to. */
  readonly ministry: string;
  readonly kppn: { readonly code: string; readonly name: string };
  readonly regime: Regime;
  readonly zone: Zone;
  readonly town: string;
  readonly province: string;
  readonly address: string;
  readonly npwp: string;
  /** Virtual or expenditure account from which CMS pays (PMK 183/2019). */
  readonly account: BankAccount;
  /** In Papua another ceiling holds for mini-competition. */
  readonly inPapua: boolean;
  readonly fictional: boolean;
}

export const satkerTable = 'organisation.satker';

export function satkerRow(satker: Satker, expectedVersion: number): RowWrite {
  const { id, code, regime, zone } = satker;
  return {
    table: satkerTable,
    id,
    expectedVersion,
    columns: { code, regime, zone, kppn_code: satker.kppn.code },
    body: { ...satker, account: { ...satker.account }, kppn: { ...satker.kppn } },
  };
}
