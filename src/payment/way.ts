/** How one instruction leaves and is asked about: a transfer to an account, or a deposit by its billing code (MPN). */
import { satkerById } from '../organisation/organisation.store.ts';
import { billingOfOthersWords } from './bank-words.ts';
import type { Instruction } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import type { CallOutcome, StatusOutcome } from './rails/port.ts';
import type { Proof } from './subject.ts';

/** Asks the bank what became of it. Null when it never left. */
export async function statusAt(
  deps: PaymentJobDeps,
  instruction: Instruction,
): Promise<(StatusOutcome & Proof) | null> {
  const { rail, source, service, sentAt, reference, net } = instruction;
  if (!source || sentAt === null) return null;
  if (rail === 'MPN') {
    const said = await deps.mpnRail(source.bankCode).status(reference, net, sentAt);
    if (said.kind !== 'pending' || said.paidAs === undefined) return said;
    // The bank has paid and tells no receipt: the billing code may have it.
    const ntpn = (await proofOf(deps, instruction))?.ntpn;
    return ntpn ? { kind: 'success', referenceNo: said.paidAs, bankTime: null, ntpn } : said;
  }
  return service ? deps.transferRail(source.bankCode).status(reference, service, net, sentAt) : null;
}

/**
 * Pays a billing code. The beneficiary's account number is the code. The bank compares the amount alone: whose code it is is asked
 * first, for people type codes.
 */
export async function payBilling(
  deps: PaymentJobDeps,
  instruction: Instruction & { readonly source: NonNullable<Instruction['source']>; readonly sentAt: string },
): Promise<CallOutcome & Proof> {
  const { source, sentAt, reference, net, beneficiary } = instruction;
  const rail = deps.mpnRail(source.bankCode);
  const code = await rail.inquire(beneficiary.accountNo);
  if (code.kind === 'unknown') return { kind: 'not_sent', message: code.message };
  if (code.kind === 'not_found') return { kind: 'refused', code: code.code, message: code.message };
  const satker = await satkerById(deps.pool, deps.codec, instruction.satkerId);
  if (code.billing.amount !== net || !satker || !isSameTaxpayer(code.billing.taxpayerNpwp, satker.npwp))
    return { kind: 'refused', code: 'MPN', message: billingOfOthersWords };
  return rail.pay({
    partnerReferenceNo: reference,
    billingCode: beneficiary.accountNo,
    amount: net,
    source,
    transactionDate: sentAt,
  });
}

/** Numbers of 15 digits and of 16, which begin with a zero, name the same one (PMK 112/2022). */
function isSameTaxpayer(one: string, other: string): boolean {
  const plain = (npwp: string) => npwp.replace(/\D/g, '').padStart(NPWP_DIGITS, '0');
  return plain(one) === plain(other);
}

const NPWP_DIGITS = 16;

/** What must be in hand beside the debit on the statement: for a deposit the State's receipt (NTPN), without which nothing is proven. */
export async function proofOf(deps: PaymentJobDeps, { rail, source, beneficiary }: Instruction): Promise<Proof | null> {
  if (rail !== 'MPN' || !source) return {};
  const answer = await deps.mpnRail(source.bankCode).inquire(beneficiary.accountNo);
  const ntpn = answer.kind === 'found' ? answer.billing.ntpn : null;
  return ntpn === null ? null : { ntpn };
}
