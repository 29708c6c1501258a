/** The sentence of each check of limits, in English. */
import { type LimitWords, shown } from './limit-words.id.ts';
import type { Finding } from './limits.ts';

const against = (level: Finding['level'], p: Finding['params'], what: string, cure: string): string =>
  level === 'block'
    ? `${shown(p.total)} is above the limit of ${shown(p.limit)} for ${what}. ${cure}`
    : `${shown(p.total)} is within the limit of ${shown(p.limit)} for ${what}.`;

export const en: LimitWords = {
  rail_ceiling: (level, p) => against(level, p, 'this way of paying', 'Order less or pay another way.'),
  rail_ceiling_near: (_, p) =>
    `${shown(p.total)} is above ${shown(p.limit)}. Make sure that your treasury office (KPPN) allows it from UP.`,
  qris_ceiling: (level, p) => against(level, p, 'QRIS', 'Pay with the card itself.'),
  akun_unknown: (_, p) => `Akun ${shown(p.akun)} is not in the list yet. Check the code.`,
  akun_not_from_up: (_, p) => `Akun ${shown(p.akun)} may not be paid from UP. Choose another one.`,
  akun_not_in_marketplace: (_, p) => `Akun ${shown(p.akun)} is not for purchases here. Choose another one.`,
  akun_not_for_card: (_, p) => `Akun ${shown(p.akun)} may not be paid by card. Choose CMS or another akun.`,
  akun_allowed: (_, p) => `Akun ${shown(p.akun)} may be used.`,
  direct_procurement: (level, p) => against(level, p, 'direct procurement', 'Choose another method.'),
  pp_authority: (level, p) => against(level, p, 'the procurement officer (PP)', 'Leave the choice to the PPK.'),
  mini_competition_small: (_, p) => `The value is at most ${shown(p.limit)}. A mini-competition is not needed.`,
  mini_competition_ceiling: (level, p) =>
    against(level, p, 'a mini-competition by the procurement officer (PP)', 'Leave it to the PPK.'),
  mini_competition_suppliers: (level, p) =>
    level === 'block'
      ? `A mini-competition needs ${shown(p.fewest)} vendors. There are ${shown(p.suppliers)}.`
      : `${shown(p.suppliers)} vendors take part in the mini-competition.`,
  local_content: (_, p) =>
    `${shown(p.lines)} products have less than ${shown(p.least)}% local content although a stronger one is on offer. Write the reason.`,
  import_despite_domestic: (_, p) =>
    `${shown(p.lines)} products are imported although a domestic one is on offer. Write the reason.`,
  domestic_product: () => 'The duty to buy domestic products is met.',
};
