/** Bodies of transfers and name checks as one bank wants them. Pure. */

import type { Account } from '../ports/outcome.ts';
import type { Channel, Intended, Payee, TransferOrder, TransferService } from '../ports/transfer.ts';
import type { BankProfile } from '../profiles/profile.ts';
import { bankCodeFor } from './bank-code.ts';
import { remarkFor } from './references.ts';
import type { ServiceCode } from './services.ts';
import { toSnapAmount } from './wire.ts';

type Body = Readonly<Record<string, unknown>>;

/** The body, or the field that this bank wants and nobody gave. */
export type Shaped = { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly missing: string };

const SWITCH = '1';
const BIFAST = '2';
/** BI-FAST purpose of a purchase. */
const PURCHASE = '03';
const CUSTOMER_TYPE = { INDIVIDUAL: '1', CORPORATION: '2', GOVERNMENT: '3' } as const;
const GOVERNMENT = CUSTOMER_TYPE.GOVERNMENT;
const usualPayee: Payee = { type: 'CORPORATION', resident: true };

export const usualChannel: Readonly<Record<TransferService, Channel>> = {
  '17': 'INTRABANK',
  '18': 'ONLINE',
  '22': 'RTGS',
  '23': 'SKN',
};

/** `reference` is the order's as this bank takes it. */
export function transferBody(
  profile: BankProfile,
  order: TransferOrder,
  service: TransferService,
  reference: string,
): Shaped {
  const channel = order.channel ?? usualChannel[service];
  const payee = order.payee ?? usualPayee;
  const common = {
    partnerReferenceNo: reference,
    amount: toSnapAmount(order.amount),
    beneficiaryAccountNo: order.beneficiary.accountNo,
    currency: 'IDR',
    customerReference: order.customerReference,
    feeType: 'OUR',
    remark: remarkFor(profile, order.remark),
    sourceAccountNo: order.source.accountNo,
    transactionDate: order.transactionDate,
    ...(payee.email === undefined ? {} : { beneficiaryEmail: payee.email }),
  };
  const known = knownOf(order, payee);
  if (service === '17' || channel === 'INTRABANK') return shaped(profile, service, common, known);
  const other = {
    ...common,
    beneficiaryAccountName: order.beneficiary.name,
    beneficiaryBankCode: bankCodeFor(profile, channel, order.beneficiary.bankCode),
    ...(payee.address === undefined ? {} : { beneficiaryAddress: payee.address }),
  };
  if (service === '18') return shaped(profile, service, { ...other, ...clearing(profile, channel) }, known);
  return shaped(
    profile,
    service,
    {
      ...other,
      beneficiaryCustomerResidence: known.beneficiaryCustomerResidence,
      beneficiaryCustomerType: known.beneficiaryCustomerType,
      senderCustomerResidence: known.senderCustomerResidence,
      senderCustomerType: known.senderCustomerType,
    },
    known,
  );
}

/** Which clearing a service 18 goes by, where the bank code does not say it. */
function clearing(profile: BankProfile, channel: Channel): Body {
  if (profile.bifastBy === 'bankCode') return {};
  const fast = channel === 'BIFAST';
  return { additionalInfo: { transferType: fast ? BIFAST : SWITCH, ...(fast ? { purposeCode: PURCHASE } : {}) } };
}

/** What a profile may want and an order can tell; the sender is always a government unit in Indonesia. */
function knownOf(order: TransferOrder, payee: Payee): Readonly<Record<string, string | undefined>> {
  const type = CUSTOMER_TYPE[payee.type];
  return {
    beneficiaryAddress: payee.address,
    beneficiaryCustomerResidence: payee.resident ? '1' : '2',
    beneficiaryCustomerType: type,
    senderCustomerResidence: '1',
    senderCustomerType: GOVERNMENT,
    'additionalInfo.senderAccountNo': order.source.accountNo,
    'additionalInfo.senderName': order.source.name,
    'additionalInfo.beneficiaryAccountName': order.beneficiary.name,
    'additionalInfo.beneficiaryCustomerType': type,
  };
}

/** Service 15 or 16. */
export function inquiryBody(
  profile: BankProfile,
  account: Omit<Account, 'name'>,
  source: Account,
  intended: Intended,
): { readonly internal: () => Shaped; readonly external: () => Shaped } {
  const channel = intended.channel === 'INTRABANK' ? 'ONLINE' : (intended.channel ?? 'BIFAST');
  const common = {
    ...(intended.partnerReferenceNo === undefined ? {} : { partnerReferenceNo: intended.partnerReferenceNo }),
    beneficiaryAccountNo: account.accountNo,
  };
  const fast = channel === 'BIFAST';
  const known = {
    'additionalInfo.inquiryService': fast ? BIFAST : SWITCH,
    'additionalInfo.sourceAccountNo': source.accountNo,
    // A name is asked before there is an amount, too: one rupiah then stands for it.
    'additionalInfo.amount': toSnapAmount(intended.amount ?? 1n),
  };
  return {
    internal: () => shaped(profile, '15', { ...common, additionalInfo: { sourceAccountNo: source.accountNo } }, known),
    external: () =>
      shaped(
        profile,
        '16',
        {
          ...common,
          beneficiaryBankCode: bankCodeFor(profile, channel, account.bankCode),
          ...(profile.inquiryReferenceReused && fast ? { additionalInfo: { purposeCode: PURCHASE } } : {}),
        },
        known,
      ),
  };
}

/** Adds the fields and constants that the bank wants beyond the standard, and spells names as it does. */
function shaped(
  profile: BankProfile,
  service: ServiceCode,
  given: Body,
  known: Readonly<Record<string, unknown>>,
): Shaped {
  const body: Record<string, unknown> = { ...given };
  const info: Record<string, unknown> = {
    ...profile.additionalInfo[service],
    ...(body.additionalInfo as Body | undefined),
  };
  for (const field of profile.mandatory[service] ?? []) {
    const value = known[field] ?? body[field];
    if (value === undefined || value === '') return { ok: false, missing: field };
    if (field.startsWith(INFO)) info[field.slice(INFO.length)] = value;
    else body[field] = value;
  }
  if (Object.keys(info).length > 0) body.additionalInfo = info;
  for (const [name, theirs] of Object.entries(profile.rename[service] ?? {})) {
    body[theirs] = body[name];
    delete body[name];
  }
  return { ok: true, body };
}

const INFO = 'additionalInfo.';
