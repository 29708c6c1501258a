/** How one instruction leaves and is asked about: a transfer to an account, or a deposit by its billing code (MPN). */
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

/** Pays a billing code. The beneficiary's account number is the code. */
export async function payBilling(
  deps: PaymentJobDeps,
  instruction: Instruction & { readonly source: NonNullable<Instruction['source']>; readonly sentAt: string },
): Promise<CallOutcome & Proof> {
  const { source, sentAt, reference, net, beneficiary } = instruction;
  return deps.mpnRail(source.bankCode).pay({
    partnerReferenceNo: reference,
    billingCode: beneficiary.accountNo,
    amount: net,
    source,
    transactionDate: sentAt,
  });
}

/** What must be in hand beside the debit on the statement: for a deposit the State's receipt (NTPN), without which nothing is proven. */
export async function proofOf(deps: PaymentJobDeps, { rail, source, beneficiary }: Instruction): Promise<Proof | null> {
  if (rail !== 'MPN' || !source) return {};
  const answer = await deps.mpnRail(source.bankCode).inquire(beneficiary.accountNo);
  const ntpn = answer.kind === 'found' ? answer.billing.ntpn : null;
  return ntpn === null ? null : { ntpn };
}
