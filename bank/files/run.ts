/** Executes a payment file: each transfer by itself, at most once, as if its partner had ordered it by SNAP. */
import { createHash } from 'node:crypto';
import { banksOfNumber } from '../accounts/account.ts';
import { bankCodeOf } from '../accounts/banks.ts';
import type { Bank } from '../bank.ts';
import { digits } from '../references.ts';
import { responseMessage } from '../snap/answer.ts';
import { wibDate, wibTimestamp } from '../time.ts';
import type { Channel, TransferService } from '../transfers/channel.ts';
import { executeTransfer } from '../transfers/transfer.ts';
import type { FileBlock, FileTransfer, PaymentFile } from './pain001.ts';
import { type BlockReport, type FileReport, reasonOf, type TransferReport } from './pain002.ts';

interface Debtor {
  readonly partnerId: string;
  readonly bankCode: string;
}

const ROUTES: Readonly<Record<string, readonly [TransferService, Channel]>> = {
  OVB: ['17', 'INTRABANK'],
  INTRABANK: ['17', 'INTRABANK'],
  ONLINE: ['18', 'ONLINE'],
  BIFAST: ['18', 'BIFAST'],
  SKN: ['23', 'SKN'],
  RTGS: ['22', 'RTGS'],
};
const LONGEST_REMARK = 50;
/** Transfers of one block under way at a time. */
const AT_ONCE = 8;

/**
 * Takes a file once and executes it. A repeated message id, or totals that do not fit, refuse the file as a whole. Only
 * a file in which the bank was stopped may be sent again: it goes on, and what was paid is not paid again.
 */
export async function runPaymentFile(bank: Bank, file: PaymentFile, text: string): Promise<FileReport> {
  const refused = (reason: string, text: string): FileReport => ({
    messageId: file.messageId,
    name: file.name,
    blocks: [],
    refused: { reason, text },
  });
  const transfers = file.blocks.flatMap((block) => block.transfers);
  if (String(transfers.length) !== file.count) return refused('FF01', 'NbOfTxs does not fit');
  const sum = transfers.reduce((total, { amount }) => total + (amount ?? 0n), 0n);
  if (file.sum !== null && file.sum.replace(/\.0+$/, '') !== String(sum))
    return refused('FF01', 'CtrlSum does not fit');
  const debtors = new Map<string, Debtor | null>();
  for (const { debtorAccountNo } of file.blocks) {
    debtors.set(debtorAccountNo, await debtorOf(bank, debtorAccountNo));
  }
  const owner = [...debtors.values()].find((debtor) => debtor !== null);
  if (owner === undefined || owner === null) return refused('AC01', 'no debtor account is under contract');
  const claim = await claimMessage(bank, owner.partnerId, file, text);
  if (claim === 'used') return refused('AM05', 'MsgId was used before');

  const blocks: BlockReport[] = [];
  for (const block of file.blocks)
    blocks.push(await runBlock(bank, block, debtors.get(block.debtorAccountNo) ?? null, claim));
  await bank.db.query(`UPDATE bank.payment_file SET blocks = $3 WHERE partner_id = $1 AND message_id = $2`, [
    owner.partnerId,
    file.messageId,
    JSON.stringify(blocks),
  ]);
  return { messageId: file.messageId, name: file.name, blocks, refused: null };
}

/** The report of an earlier file with what has become of its transfers since; null when none was taken. */
export async function reportOf(bank: Bank, messageId: string): Promise<FileReport | null> {
  const found = await bank.db.query<{ name: string; partnerId: string; blocks: readonly BlockReport[] | null }>(
    `SELECT name, partner_id AS "partnerId", blocks FROM bank.payment_file WHERE message_id = $1 LIMIT 1`,
    [messageId],
  );
  const file = found.rows[0];
  if (file === undefined) return null;
  const blocks = file.blocks ?? [];
  const running = blocks.flatMap((block) => block.transfers.filter(({ status }) => status === 'ACSP'));
  const states = await bank.db.query<{ reference: string; state: string }>(
    `SELECT partner_reference_no AS reference, state FROM bank.transfer
     WHERE partner_id = $1 AND partner_reference_no = ANY($2)`,
    [file.partnerId, running.map(({ endToEndId }) => endToEndId)],
  );
  const now = new Map(states.rows.map(({ reference, state }) => [reference, state]));
  const later = (transfer: TransferReport): TransferReport => {
    const state = transfer.status === 'ACSP' ? now.get(transfer.endToEndId) : undefined;
    if (state === 'SUCCESS') return { ...transfer, status: 'ACSC' };
    return state === 'FAILED'
      ? { ...transfer, status: 'RJCT', reason: 'MS03', text: 'rejected in clearing' }
      : transfer;
  };
  return {
    messageId,
    name: file.name,
    refused: null,
    blocks: blocks.map((block) => ({ ...block, transfers: block.transfers.map(later) })),
  };
}

async function debtorOf(bank: Bank, accountNo: string): Promise<Debtor | null> {
  const found = await bank.db.query<Debtor>(
    `SELECT partner_id AS "partnerId", bank_code AS "bankCode" FROM bank.account
     WHERE account_no = $1 AND partner_id IS NOT NULL LIMIT 1`,
    [accountNo],
  );
  return found.rows[0] ?? null;
}

type Claim = 'new' | 'stopped' | 'used';

async function claimMessage(bank: Bank, partnerId: string, file: PaymentFile, text: string): Promise<Claim> {
  const digest = createHash('sha256').update(text).digest();
  const claimed = await bank.db.query(
    `INSERT INTO bank.payment_file (partner_id, message_id, name, sha256, received_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [partnerId, file.messageId, file.name, digest, bank.now()],
  );
  if (claimed.rowCount === 1) return 'new';
  const stopped = await bank.db.query(
    'SELECT FROM bank.payment_file WHERE partner_id = $1 AND message_id = $2 AND sha256 = $3 AND blocks IS NULL',
    [partnerId, file.messageId, digest],
  );
  return stopped.rowCount === 1 ? 'stopped' : 'used';
}

async function runBlock(bank: Bank, block: FileBlock, debtor: Debtor | null, claim: Claim): Promise<BlockReport> {
  const transfers: TransferReport[] = [];
  for (let index = 0; index < block.transfers.length; index += AT_ONCE) {
    const together = block.transfers.slice(index, index + AT_ONCE);
    transfers.push(
      ...(await Promise.all(together.map((transfer) => runTransfer(bank, block, debtor, transfer, claim)))),
    );
  }
  return { id: block.id, transfers };
}

async function runTransfer(
  bank: Bank,
  block: FileBlock,
  debtor: Debtor | null,
  transfer: FileTransfer,
  claim: Claim,
): Promise<TransferReport> {
  const { instructionId, endToEndId, amount } = transfer;
  const rejected = (reason: string, text: string): TransferReport => ({
    instructionId,
    endToEndId,
    status: 'RJCT',
    reason,
    text,
    bankReference: null,
  });
  if (debtor === null) return rejected('AC01', 'debtor account');
  if (endToEndId === '') return rejected('FF01', 'EndToEndId');
  if (amount === null) return rejected('AM09', 'amount');
  if (block.executeOn !== wibDate(bank.now())) return rejected('DT01', `executes on ${wibDate(bank.now())} only`);
  const route = await routeOf(bank, block, debtor, transfer, amount);
  if (route === null) return rejected('FF01', `LclInstrm ${block.instrument}`);
  const [service, channel] = route;
  const result = await executeTransfer(bank, {
    partnerId: debtor.partnerId,
    partnerReferenceNo: endToEndId,
    externalId: digits(12),
    service,
    channel,
    amount,
    sourceAccountNo: block.debtorAccountNo,
    beneficiaryBankCode: service === '17' ? '' : transfer.creditorBank,
    beneficiaryAccountNo: transfer.creditorAccountNo,
    beneficiaryName: transfer.creditorName.slice(0, 100),
    remark: transfer.remittance.slice(0, LONGEST_REMARK),
    transactionDate: wibTimestamp(bank.now()),
    feeType: block.charges,
  });
  switch (result.kind) {
    case 'done':
    case 'pending': {
      const status = result.kind === 'done' ? 'ACSC' : 'ACSP';
      return { instructionId, endToEndId, status, reason: null, text: '', bankReference: result.referenceNo };
    }
    case 'duplicate':
      return claim === 'stopped'
        ? { ...rejected('', ''), status: 'ACSC', reason: null, bankReference: result.referenceNo }
        : rejected('AM05', 'EndToEndId was used before');
    case 'refused':
      return rejected(reasonOf(result.case), responseMessage(result.case, result.info));
    default:
      return rejected('AM05', 'EndToEndId was used before');
  }
}

/** As agreed in the file; without that within the bank 17, urgent RTGS, else BI-FAST up to its limit and SKN above. */
async function routeOf(
  bank: Bank,
  block: FileBlock,
  debtor: Debtor,
  transfer: FileTransfer,
  amount: bigint,
): Promise<readonly [TransferService, Channel] | null> {
  if (block.instrument !== null) return ROUTES[block.instrument] ?? null;
  const banks = transfer.creditorBank === '' ? await banksOfNumber(bank.db, transfer.creditorAccountNo) : [];
  const creditor = transfer.creditorBank === '' ? banks[0] : bankCodeOf(transfer.creditorBank);
  if (creditor === debtor.bankCode) return ['17', 'INTRABANK'];
  if (block.isUrgent) return ['22', 'RTGS'];
  return amount <= bank.terms.interbankLimit ? ['18', 'BIFAST'] : ['23', 'SKN'];
}
