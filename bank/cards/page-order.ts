/** What a partner asks of the hosted page, by 54 (pay now) or 63 (authorise), and the page that is opened for it. */
import { customerAccount } from '../accounts/account.ts';
import type { Bank } from '../bank.ts';
import { type Answer, answer } from '../snap/answer.ts';
import { isObject } from '../snap/fields.ts';
import { cardByToken } from './card.ts';
import { openSession, type Session, type SessionKind, type SessionOrder } from './session.ts';

const DEFAULT_LIFE_MS = 900_000;
const LONGEST_LIFE_MS = 86_400_000;
const MAX_URL_LENGTH = 512;
const MAX_DESCRIPTION = 150;

export interface PageRequest {
  readonly kind: SessionKind;
  readonly partnerId: string;
  readonly externalId: string;
  readonly partnerReferenceNo: string;
  readonly bankCardToken: string;
  readonly amount: bigint;
  readonly urlParams: readonly unknown[];
  readonly validUpTo: Date | null;
  readonly mcc: string | null;
  /** The vendor (`beneficiaryBankCode`, `beneficiaryAccountNo`) and the text of the purchase. */
  readonly additionalInfo: Readonly<Record<string, unknown>>;
}

/** The order, or the answer that refuses it. */
export async function orderOf(bank: Bank, request: PageRequest): Promise<SessionOrder | Answer> {
  const { additionalInfo: info, validUpTo, bankCardToken, urlParams, ...rest } = request;
  const returnUrl = returnUrlOf(urlParams);
  if (returnUrl === null) return answer('invalidFormat', 'urlParams');
  const { beneficiaryBankCode, beneficiaryAccountNo } = info;
  if (typeof beneficiaryBankCode !== 'string' || typeof beneficiaryAccountNo !== 'string') {
    return answer('missingField', 'additionalInfo.beneficiaryAccountNo');
  }
  const now = bank.now();
  const validUntil = validUpTo ?? new Date(now.getTime() + DEFAULT_LIFE_MS);
  if (validUntil <= now || validUntil.getTime() - now.getTime() > LONGEST_LIFE_MS) {
    return answer('invalidFormat', 'validUpTo');
  }
  const card = await cardByToken(bank.db, bankCardToken);
  if (card === null) return answer('invalidAccount', '[bankCardToken]');
  const vendor = await customerAccount(bank.db, beneficiaryBankCode, beneficiaryAccountNo);
  if (vendor === null) return answer('invalidAccount', '[beneficiaryAccountNo]');
  const description = typeof info.description === 'string' ? info.description.slice(0, MAX_DESCRIPTION) : '';
  return { ...rest, cardToken: card.token, vendorId: vendor.id, description, returnUrl, validUntil };
}

export interface OpenedPage {
  readonly session: Session;
  readonly webRedirectUrl: string;
  readonly isNew: boolean;
  /** An earlier request with this reference asked for the same. */
  readonly isSame: boolean;
}

export async function openPage(bank: Bank, order: SessionOrder): Promise<OpenedPage> {
  const { session, isNew } = await openSession(bank, order);
  const isSame =
    session.kind === order.kind &&
    session.amount === order.amount &&
    session.cardToken === order.cardToken &&
    session.vendorId === order.vendorId;
  return { session, webRedirectUrl: `${bank.publicUrl}/kartu/${session.secret}`, isNew, isSame };
}

/** The page to which the holder's browser goes back: http or https, nothing that runs. */
function returnUrlOf(params: readonly unknown[]): string | null {
  const found = params.find((param) => isObject(param) && param.type === 'PAY_RETURN');
  if (!isObject(found) || typeof found.url !== 'string' || found.url.length > MAX_URL_LENGTH) return null;
  const url = URL.parse(found.url);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
