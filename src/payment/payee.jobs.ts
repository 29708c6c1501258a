/** What `work` does for payees: asks the bank for the name on an account, and keeps the answer. Every job may run again at any time. */
import { randomUUID } from 'node:crypto';
import { systemActor } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { vendorById } from '../organisation/organisation.store.ts';
import type { BankAccount } from '../organisation/satker.ts';
import { accountUnverified } from '../organisation/vendor-life.ts';
import { type Payee, payeeById, payeeId, payeeRow, payeesOfVendor, type StandingState } from './payee.store.ts';
import { type PayeeAnswer, payeeChecked } from './payee.ts';
import { payeeStanding } from './payee-check.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import { change } from './payment.jobs.ts';
import { instructionById } from './payment.store.ts';
import { namesMatch } from './rails/names.ts';

/**
 * Asks the bank of the paying account for the name on the payee's, and writes it down (before every payment, so before the first use and
 * after each change). A silent bank is asked again by the queue. Throws while the bank has not answered.
 */
export async function checkPayee(deps: PaymentJobDeps, id: string): Promise<void> {
  const instruction = await instructionById(deps.pool, deps.codec, id);
  if (!instruction || payeeStanding(instruction) !== 'WAITING' || instruction.source === null) return;
  const { beneficiary, source, reference, net } = instruction;
  const answer = await asked(deps, beneficiary, source, { partnerReferenceNo: reference, amount: net });
  // That it has not answered is written once.
  if (answer.result !== 'unknown' || !instruction.payeeCheck)
    await change(deps, id, 'checkPayee', (i, _, moment) => payeeChecked(i, answer, moment));
  if (answer.result === 'unknown')
    throw new Error('the bank has not said whose account it is; asked again by the queue');
  const checked = await instructionById(deps.pool, deps.codec, id);
  if (checked?.vendorId && checked.payeeCheck) await keepStanding(deps, checked.satkerId, checked.vendorId, answer);
}

/** The name check of one account, in the words of a payment. */
async function asked(
  deps: PaymentJobDeps,
  payee: BankAccount,
  source: BankAccount,
  intended: { readonly partnerReferenceNo?: string; readonly amount?: bigint } = {},
): Promise<PayeeAnswer> {
  const { bankCode, accountNo, name } = payee;
  const said = await deps.transferRail(source.bankCode).inquire({ bankCode, accountNo }, source, intended);
  const found = said.kind === 'found' && said.name !== undefined;
  return {
    result: found ? namesMatch(said.name ?? '', name) : said.kind === 'not_found' ? 'not_found' : 'unknown',
    nameAtBank: said.name ?? null,
    referenceNo: said.referenceNo ?? null,
    message: said.message ?? '',
  };
}

/** Evidence beside the payment: the vendor's account at this satker, with the last answer of the bank. */
async function keepStanding(
  deps: PaymentJobDeps,
  satkerId: string,
  vendorId: string,
  answer: PayeeAnswer,
): Promise<void> {
  const vendor = await vendorById(deps.pool, deps.codec, vendorId);
  if (!vendor) return;
  const at = deps.clock();
  await standing(deps, { satkerId, vendorId, vendorName: vendor.name, account: vendor.account }, (before) => ({
    state: accountUnverified(vendor) ? 'FROZEN' : answer.result === 'same' ? 'GOOD' : 'HELD',
    check: { ...answer, at: at.toISOString(), accepted: before?.check?.accepted ?? [] },
  }));
}

type Standing = Pick<Payee, 'satkerId' | 'vendorId' | 'vendorName' | 'account'>;

async function standing(
  deps: PaymentJobDeps,
  of: Standing,
  next: (before: Payee | null) => { readonly state: StandingState; readonly check: Payee['check'] },
): Promise<void> {
  const id = payeeId(of.satkerId, of.vendorId);
  const command = { key: `payee:${id}:${randomUUID()}`, request: 'payee', actor: systemActor, at: deps.clock() };
  await runCommand(deps, command, async () => {
    const before = await payeeById(deps.pool, deps.codec, id);
    const { state, check } = next(before);
    const version = before?.version ?? 0;
    const payee: Payee = { ...of, id, version: version + 1, state, check };
    return {
      decision: {
        ok: true,
        events: [
          {
            type: state === 'FROZEN' ? 'payee.frozen' : 'payee.checked',
            aggregate: 'payee',
            aggregateId: id,
            payload: {
              state,
              result: check?.result ?? null,
              nameAtBank: check?.nameAtBank ?? null,
              referenceNo: check?.referenceNo ?? null,
            },
          },
        ],
        rows: [payeeRow(payee, version)],
        transfers: [],
        jobs: [],
      },
      parties: { satkerId: of.satkerId, vendorId: null },
      response: {},
    };
  });
}

/** A vendor changed its account: wherever it is paid its standing account is frozen, until the next payment asks the bank anew. */
export async function freezePayees(deps: PaymentJobDeps, vendorId: string): Promise<void> {
  const vendor = await vendorById(deps.pool, deps.codec, vendorId);
  if (!vendor) return;
  for (const payee of await payeesOfVendor(deps.pool, deps.codec, vendorId)) {
    const { account } = payee;
    const same = account.bankCode === vendor.account.bankCode && account.accountNo === vendor.account.accountNo;
    if (same || payee.state === 'FROZEN') continue;
    await standing(deps, { ...payee, account: vendor.account }, () => ({ state: 'FROZEN', check: null }));
  }
}
