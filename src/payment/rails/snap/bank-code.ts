/** How a bank is named on the wire: three digits of Bank Indonesia, or the BIC where the bank wants it and there is one. */
import { banks } from '../../../regulation/banks.ts';
import type { Channel } from '../ports/transfer.ts';
import type { BankProfile } from '../profiles/profile.ts';

export function bankCodeFor(profile: BankProfile, channel: Exclude<Channel, 'INTRABANK'>, bankCode: string): string {
  if (profile.bankCode[channel] === '3digit') return bankCode;
  return banks.find(({ value }) => value.code === bankCode)?.value.bic ?? bankCode;
}
