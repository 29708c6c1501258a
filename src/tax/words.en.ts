/** Why this tax is there or is not there, in English. Legal names stay Indonesian. */
import { money } from '../kernel/money.ts';
import type { ExplanationParams } from './explanation.ts';
import type { TaxWords } from './words.id.ts';

const sum = (p: ExplanationParams): string => `${money(p.base)} × ${p.rate} = ${money(p.amount)}`;
const because = (text: string, p: ExplanationParams): string => `${text} Basis: ${p.basis}.`;

export const en: TaxWords = {
  ppn_treasurer: (p) => because(`PPN is collected by the treasurer (bendahara): ${sum(p)}.`, p),
  ppn_platform: (p) => because(`PPN is collected by the marketplace: ${sum(p)}.`, p),
  ppn_vendor_card: (p) =>
    because(`The vendor deposits PPN of ${money(p.amount)} itself, because a government card pays.`, p),
  ppn_vendor_threshold: (p) =>
    because(
      `The vendor deposits PPN of ${money(p.amount)} itself, because the price without PPN is at most ${money(p.threshold)}.`,
      p,
    ),
  ppn_vendor_category: (p) =>
    because(`The vendor deposits PPN of ${money(p.amount)} itself, because this is ${p.subjectEn}.`, p),
  ppn_none_not_pkp: (p) => because('No PPN, because the vendor is not registered for it (PKP).', p),
  ppn_none_regional: (p) => because('No PPN, because the region taxes food and catering.', p),
  ppn_none_category: (p) => because(`No PPN, because this is ${p.subjectEn}.`, p),
  ppn_inside_price: (p) => because(`The price includes PPN; without it the price is ${money(p.base)}.`, p),
  platform_needs_pkp: (p) =>
    because('Vendors of this marketplace must be registered for PPN (PKP). Ask the vendor to register.', p),
  pph22_due: (p) => because(`PPh article 22 is collected by the treasurer (bendahara): ${sum(p)}.`, p),
  pph23_due: (p) => because(`PPh article 23 on ${p.subjectEn}: ${sum(p)}.`, p),
  pph42_due: (p) => because(`Final PPh article 4(2) on ${p.subjectEn}: ${sum(p)}.`, p),
  pph21_due: (p) => because(`PPh article 21 on work by a person: ${sum(p)}.`, p),
  pph_platform: (p) => because(`PPh is collected by the marketplace: ${sum(p)}.`, p),
  final_suket: (p) => because(`The vendor holds a certificate (suket), so final PPh applies: ${sum(p)}.`, p),
  final_declaration: (p) => because('The vendor is a person who declared small turnover, so final PPh is zero.', p),
  no_npwp: (p) =>
    because(`The vendor has no tax number (NPWP), so the PPh rate becomes ${p.rate} of the usual one.`, p),
  pph22_none_card: (p) => because('No PPh article 22, because a government card pays.', p),
  pph22_none_threshold: (p) =>
    because(`No PPh article 22, because the price without PPN is at most ${money(p.threshold)}.`, p),
  pph22_none_category: (p) => because(`No PPh article 22, because this is ${p.subjectEn}.`, p),
  pph_none_skb: (p) => because(`No PPh, because the vendor holds exemption letter ${p.subjectEn}.`, p),
  pph_outside_card: (p) =>
    because(
      `The card pays in full. The treasurer recovers and deposits PPh of ${money(p.amount)} outside the card payment.`,
      p,
    ),
  suket_not_valid: (p) =>
    because(`Certificate ${p.subjectEn} does not hold on this date, so the usual rate applies.`, p),
  split_package: (p) =>
    because(
      `This order counts as part of one package of ${money(p.base)}, so the ${money(p.threshold)} threshold does not exempt it.`,
      p,
    ),
};
