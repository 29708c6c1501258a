/**
 * pain.001 (CustomerCreditTransferInitiation) in versions 03 and 09, for domestic transfers in rupiah: one block for each debit
 * account, channel and date, so that a bank books and reports them apart.
 */
import { XMLBuilder } from 'fast-xml-parser';
import { pointOfSen } from './amount.ts';

export type PainVersion = '03' | '09';
export type PainChannel = 'INTRABANK' | 'ONLINE' | 'BIFAST' | 'SKN' | 'RTGS';

export interface PainAccount {
  readonly name: string;
  readonly accountNo: string;
  /** BIC of 8 or 11 characters, or a clearing code of 3 or 7 digits. */
  readonly bankCode: string;
}

export interface PainPayment {
  /** Our partner reference; `EndToEndId`, at most 35 characters. */
  readonly reference: string;
  /** Whole rupiah, positive. */
  readonly amount: bigint;
  readonly channel: PainChannel;
  /** `yyyy-MM-dd` in the bank's zone. */
  readonly executeOn: string;
  readonly debtor: PainAccount;
  readonly creditor: PainAccount & {
    readonly address?: string;
    /** Kind and residency of the payee where a bank asks for them, for example issuer `/SKN/12`. */
    readonly identification?: { readonly id: string; readonly issuer: string };
  };
  /** Invoice and order. */
  readonly remittance: string;
  /** Who pays the fee; the payer unless said otherwise. */
  readonly charges?: 'DEBT' | 'CRED' | 'SHAR';
}

export interface PainBatch {
  /** At most 30 characters: the blocks are numbered behind it. */
  readonly messageId: string;
  /** ISO 8601 with zone. */
  readonly createdAt: string;
  readonly initiator: string;
  readonly payments: readonly PainPayment[];
}

/** `LclInstrm/Prtry` as banks here agree it. */
const INSTRUMENT: { readonly [channel in PainChannel]: string } = {
  INTRABANK: 'OVB',
  ONLINE: 'ONLINE',
  BIFAST: 'BIFAST',
  SKN: 'SKN',
  RTGS: 'RTGS',
};

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
  format: true,
  indentBy: ' ',
});

/** The file as text. Throws RangeError for what no schema admits: no payment, amounts that are not positive, ids too long or used twice. */
export function writePain001(batch: PainBatch, version: PainVersion): string {
  checked(batch);
  const blocks = [...Map.groupBy(batch.payments, blockKey).values()];
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    Document: {
      '@xmlns': `urn:iso:std:iso:20022:tech:xsd:pain.001.001.${version}`,
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: batch.messageId,
          CreDtTm: batch.createdAt,
          ...totals(batch.payments),
          InitgPty: { Nm: words(batch.initiator, MAX_TEXT) },
        },
        PmtInf: blocks.map((payments, i) => block(`${batch.messageId}-${i + 1}`, payments, version)),
      },
    },
  };
  return builder.build(document);
}

const blockKey = ({ debtor, channel, executeOn, charges }: PainPayment): string =>
  [debtor.bankCode, debtor.accountNo, channel, executeOn, charges ?? 'DEBT'].join('\n');

const MAX_ID = 35;
const MAX_MESSAGE_ID = 30;
const MAX_TEXT = 140;
const MAX_ADDRESS = 70;
const MAX_ISO_RUPIAH = 9_999_999_999_999_999n;

function checked({ messageId, payments }: PainBatch): void {
  if (payments.length === 0) throw new RangeError('pain.001 without a payment');
  if (!isId(messageId) || messageId.length > MAX_MESSAGE_ID) throw new RangeError(`pain.001 message id ${messageId}`);
  const seen = new Set<string>();
  for (const { reference, amount } of payments) {
    if (!isId(reference) || seen.has(reference)) throw new RangeError(`pain.001 reference ${reference}`);
    if (amount <= 0n || amount > MAX_ISO_RUPIAH) throw new RangeError(`pain.001 amount ${amount}`);
    seen.add(reference);
  }
}

/** Characters that every bank takes in an id; no slash at an end and no two together. */
const isId = (text: string): boolean =>
  text.length > 0 && text.length <= MAX_ID && /^[A-Za-z0-9+?:().,'-]+(?:\/[A-Za-z0-9+?:().,'-]+)*$/.test(text);

const rupiah = (amount: bigint): string => pointOfSen(amount * 100n);

const totals = (payments: readonly PainPayment[]) => ({
  NbOfTxs: payments.length,
  CtrlSum: rupiah(payments.reduce((sum, { amount }) => sum + amount, 0n)),
});

function block(id: string, payments: readonly PainPayment[], version: PainVersion) {
  const [{ debtor, channel, executeOn, charges }] = payments as [PainPayment];
  return {
    PmtInfId: id,
    PmtMtd: 'TRF',
    BtchBookg: 'false',
    ...totals(payments),
    PmtTpInf: {
      SvcLvl: { Cd: channel === 'RTGS' ? 'URGP' : 'NURG' },
      LclInstrm: { Prtry: INSTRUMENT[channel] },
    },
    ReqdExctnDt: version === '03' ? executeOn : { Dt: executeOn },
    Dbtr: { Nm: words(debtor.name, MAX_TEXT) },
    DbtrAcct: { ...account(debtor), Ccy: 'IDR' },
    DbtrAgt: agent(debtor.bankCode, version),
    ChrgBr: charges ?? 'DEBT',
    CdtTrfTxInf: payments.map((payment) => transfer(payment, version)),
  };
}

function transfer({ reference, amount, creditor, remittance }: PainPayment, version: PainVersion) {
  const { address, identification } = creditor;
  const lines = address ? (words(address, MAX_ADDRESS * 7).match(new RegExp(`.{1,${MAX_ADDRESS}}`, 'gu')) ?? []) : [];
  return {
    PmtId: { InstrId: reference, EndToEndId: reference },
    Amt: { InstdAmt: { '@Ccy': 'IDR', '#text': rupiah(amount) } },
    CdtrAgt: agent(creditor.bankCode, version),
    Cdtr: {
      Nm: words(creditor.name, MAX_TEXT),
      ...(lines.length > 0 ? { PstlAdr: { Ctry: 'ID', AdrLine: lines } } : {}),
      ...(identification
        ? {
            Id: {
              OrgId: { Othr: { Id: words(identification.id, MAX_ID), Issr: words(identification.issuer, MAX_ID) } },
            },
          }
        : {}),
    },
    CdtrAcct: account(creditor),
    ...(words(remittance, MAX_TEXT) === '' ? {} : { RmtInf: { Ustrd: words(remittance, MAX_TEXT) } }),
  };
}

const account = ({ accountNo }: PainAccount) => ({ Id: { Othr: { Id: accountNo } } });

const BIC = /^[A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?$/;

function agent(bankCode: string, version: PainVersion) {
  const bic = version === '03' ? 'BIC' : 'BICFI';
  return { FinInstnId: BIC.test(bankCode) ? { [bic]: bankCode } : { ClrSysMmbId: { MmbId: bankCode } } };
}

/** One line of text without what XML does not know, cut to the length of the field. */
function words(text: string, max: number): string {
  const clean = text
    .replaceAll(/[^\P{C}]|\s+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  return [...clean].slice(0, max).join('').trim();
}
