/** Balance (11) and account name check (15 same bank, 16 other bank). */

import type { Bank } from '../bank.ts';
import { snapAmount } from '../rupiah.ts';
import { type Answer, answer } from '../snap/answer.ts';
import { object, optional, pattern, required, text } from '../snap/fields.ts';
import type { Partner } from '../snap/partners.ts';
import { snapService } from '../snap/service.ts';
import { triggerOf } from '../transfers/triggers.ts';
import {
  type Account,
  type AccountStatus,
  availableOf,
  banksOfNumber,
  contractAccount,
  customerAccount,
  statusProblem,
} from './account.ts';
import { bankCodeOf } from './banks.ts';

const reference = optional(text(64));
const accountNumber = pattern(/^[0-9A-Z]{1,34}$/);
const ACCOUNT_STATUS_CODES: Readonly<Record<AccountStatus, string>> = {
  ACTIVE: '0001',
  INACTIVE: '0006',
  DORMANT: '0009',
  BLOCKED: '0007',
};

export const balanceInquiry = snapService({
  code: '11',
  path: '/balance-inquiry',
  fields: { partnerReferenceNo: reference, accountNo: required(accountNumber) },
  handle: async ({ bank, partner, values }) => {
    const account = await contractAccount(bank.db, partner.partnerId, values.accountNo);
    if (account === null) return answer('invalidAccount', '[accountNo]');
    return answer('successful', '', {
      ...echo(values.partnerReferenceNo),
      accountNo: account.accountNo,
      name: account.name,
      accountInfos: [
        {
          balanceType: 'Cash',
          amount: snapAmount(account.balance),
          floatAmount: snapAmount(0n),
          holdAmount: snapAmount(account.held),
          availableBalance: snapAmount(availableOf(account)),
          currentMultilateralLimit: snapAmount(account.creditLimit),
          status: ACCOUNT_STATUS_CODES[account.status],
        },
      ],
    });
  },
});

export const accountInquiryInternal = snapService({
  code: '15',
  path: '/account-inquiry-internal',
  fields: {
    partnerReferenceNo: reference,
    beneficiaryAccountNo: required(accountNumber),
    additionalInfo: optional(object),
  },
  handle: async ({ bank, partner, values }) => {
    const bankCode = await ownBankOf(
      bank,
      partner,
      values.additionalInfo?.sourceAccountNo,
      values.beneficiaryAccountNo,
    );
    const account = bankCode === null ? null : await customerAccount(bank.db, bankCode, values.beneficiaryAccountNo);
    return nameAnswer(account, values.beneficiaryAccountNo, {
      ...echo(values.partnerReferenceNo),
      beneficiaryAccountNo: values.beneficiaryAccountNo,
      beneficiaryAccountType: account?.kind === 'TABUNGAN' ? 'S' : 'D',
      currency: 'IDR',
    });
  },
});

export const accountInquiryExternal = snapService({
  code: '16',
  path: '/account-inquiry-external',
  fields: {
    partnerReferenceNo: reference,
    beneficiaryBankCode: required(text(11)),
    beneficiaryAccountNo: required(accountNumber),
  },
  handle: async ({ bank, values }) => {
    const bankCode = bankCodeOf(values.beneficiaryBankCode);
    if (bankCode === null) return answer('invalidRouting', '[beneficiaryBankCode]');
    const account = await customerAccount(bank.db, bankCode, values.beneficiaryAccountNo);
    return nameAnswer(account, values.beneficiaryAccountNo, {
      ...echo(values.partnerReferenceNo),
      beneficiaryBankCode: values.beneficiaryBankCode,
      beneficiaryAccountNo: values.beneficiaryAccountNo,
      currency: 'IDR',
    });
  },
});

/**
 * Service 15 carries no bank code: a real bank knows which one it is. This sandbox is several banks, so the paying
 * account in `additionalInfo.sourceAccountNo` says which; without it the number must be unique in the sandbox.
 */
async function ownBankOf(bank: Bank, partner: Partner, source: unknown, accountNo: string): Promise<string | null> {
  if (typeof source === 'string' && source !== '') {
    return (await contractAccount(bank.db, partner.partnerId, source))?.bankCode ?? null;
  }
  const [only, another] = await banksOfNumber(bank.db, accountNo);
  return only !== undefined && another === undefined ? only : null;
}

function nameAnswer(account: Account | null, accountNo: string, fields: Readonly<Record<string, unknown>>): Answer {
  const trigger = triggerOf(accountNo);
  if (trigger?.onInquiry !== undefined) return answer(trigger.onInquiry, '[beneficiaryAccountNo]');
  if (account === null) return answer('invalidAccount', '[beneficiaryAccountNo]');
  const problem = statusProblem(account.status);
  if (problem !== null) return answer(problem, '[beneficiaryAccountNo]');
  const beneficiaryAccountName = trigger?.otherName ?? account.name;
  return answer('successful', '', { ...fields, beneficiaryAccountName });
}

function echo(partnerReferenceNo: string | null): Readonly<Record<string, string>> {
  return partnerReferenceNo === null ? {} : { partnerReferenceNo };
}
