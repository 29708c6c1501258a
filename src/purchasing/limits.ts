/**
 * What the law allows for one order: ceiling of the rail, method of procurement, authority of the official, akun, and
 * the duty to buy domestic. Every check answers, also when all is well, so that a screen can show the whole list.
 */
import type { LimitName, RuleKey, Rules } from '../regulation/rules.ts';

export interface OrderForLimits {
  readonly rail: 'CMS' | 'CASH' | 'KKP';
  /** How the card is used; only for KKP. */
  readonly medium?: 'CARD' | 'QRIS';
  readonly kind: 'GOODS' | 'OTHER_SERVICES' | 'CONSTRUCTION' | 'CONSULTANCY';
  readonly method: 'DIRECT' | 'E_PURCHASING' | 'MINI_COMPETITION';
  /** What the invoice will say, PPN included. */
  readonly total: bigint;
  readonly vendorClass: 'MICRO' | 'SMALL' | 'COOPERATIVE' | 'MEDIUM' | 'LARGE';
  /** E-catalogue, toko daring or a platform of the Ministry of Finance. */
  readonly onAllowedPlatform: boolean;
  /** Who makes the choice of vendor. */
  readonly decidedBy: 'PP' | 'PPK';
  readonly inPapua: boolean;
  /** Vendors that took part; only for mini-competition. */
  readonly suppliersCompared?: number;
  readonly lines: readonly LineForLimits[];
}

export interface LineForLimits {
  readonly akun: string;
  readonly origin: 'DOMESTIC' | 'IMPORTED';
  /** Local content, percent; null when the product has no certificate. */
  readonly tkdnPercent: number | null;
  /** Whether a product of this kind with TKDN + BMP at or above the legal share is on offer. */
  readonly strongDomesticOffer: boolean;
  /** Whether any domestic product of this kind is on offer. */
  readonly domesticOffer: boolean;
}

export type FindingCode =
  | 'rail_ceiling'
  | 'rail_ceiling_near'
  | 'qris_ceiling'
  | 'akun_unknown'
  | 'akun_not_from_up'
  | 'akun_not_in_marketplace'
  | 'akun_not_for_card'
  | 'akun_allowed'
  | 'direct_procurement'
  | 'pp_authority'
  | 'mini_competition_small'
  | 'mini_competition_ceiling'
  | 'mini_competition_suppliers'
  | 'local_content'
  | 'import_despite_domestic'
  | 'domestic_product';

export interface Finding {
  readonly code: FindingCode;
  /** `warn` asks for a look, `block` refuses checkout. */
  readonly level: 'ok' | 'warn' | 'block';
  readonly params: { readonly [name: string]: string | number | bigint };
  readonly basis: string;
}

/** All findings for an order by the rules of its day. */
export function checkLimits(order: OrderForLimits, rules: Rules): readonly Finding[] {
  return [
    ...railFindings(order, rules),
    ...methodFindings(order, rules),
    ...akunFindings(order, rules),
    ...domesticFindings(order, rules),
  ];
}

/** The findings that refuse checkout. */
export function blocking(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.level === 'block');
}

/** Ceiling of one payment to one payee by rail, vendor class and origin of the goods (PMK 97/2021 art. 25(2a)(2b)). */
export function railCeiling(order: OrderForLimits, rules: Rules): { readonly limit: bigint; readonly key: RuleKey } {
  const name = ceilingName(order);
  return { limit: rules.limit(name), key: `limit.${name}` };
}

function ceilingName(order: OrderForLimits): LimitName {
  if (order.rail === 'CASH') return 'up.cash';
  if (order.rail === 'CMS') return 'up.cms.digipay';
  const fromSmallVendor =
    order.vendorClass === 'MICRO' || order.vendorClass === 'SMALL' || order.vendorClass === 'COOPERATIVE';
  const domestic = order.lines.every((line) => line.origin === 'DOMESTIC');
  return fromSmallVendor && domestic && order.onAllowedPlatform ? 'kkp.pdnUmk' : 'kkp.general';
}

function railFindings(order: OrderForLimits, rules: Rules): readonly Finding[] {
  const { limit, key } = railCeiling(order, rules);
  const findings = [ceiling('rail_ceiling', order.total, limit, rules.basis(key), { rail: order.rail })];
  const warnFrom = rules.limit('up.cms.digipay.warn');
  if (order.rail === 'CMS' && order.total > warnFrom && order.total <= limit) {
    findings.push({
      code: 'rail_ceiling_near',
      level: 'warn',
      params: { total: order.total, limit: warnFrom },
      basis: rules.basis('limit.up.cms.digipay.warn'),
    });
  }
  if (order.rail === 'KKP' && order.medium === 'QRIS') {
    findings.push(
      ceiling(
        'qris_ceiling',
        order.total,
        rules.limit('qris.maxPerTransaction'),
        rules.basis('limit.qris.maxPerTransaction'),
      ),
    );
  }
  return findings;
}

const DIRECT_LIMIT = {
  GOODS: 'procurement.direct.goods',
  OTHER_SERVICES: 'procurement.direct.goods',
  CONSTRUCTION: 'procurement.direct.construction',
  CONSULTANCY: 'procurement.direct.consultancy',
} as const satisfies { readonly [K in OrderForLimits['kind']]: LimitName };

function methodFindings(order: OrderForLimits, rules: Rules): readonly Finding[] {
  const findings: Finding[] = [];
  if (order.method === 'DIRECT') {
    const name = DIRECT_LIMIT[order.kind];
    findings.push(ceiling('direct_procurement', order.total, rules.limit(name), rules.basis(`limit.${name}`)));
  }
  if (order.method === 'MINI_COMPETITION') return [...findings, ...miniCompetition(order, rules)];
  if (order.decidedBy === 'PP') {
    findings.push(
      ceiling('pp_authority', order.total, rules.limit('procurement.pp'), rules.basis('limit.procurement.pp')),
    );
  }
  return findings;
}

function miniCompetition(order: OrderForLimits, rules: Rules): readonly Finding[] {
  const from = rules.limit('miniCompetition.from');
  const fewest = rules.get('miniCompetition.minSuppliers');
  const suppliers = order.suppliersCompared ?? 0;
  const findings: Finding[] = [
    {
      code: 'mini_competition_suppliers',
      level: suppliers < fewest ? 'block' : 'ok',
      params: { suppliers, fewest },
      basis: rules.basis('miniCompetition.minSuppliers'),
    },
  ];
  if (order.total <= from) {
    findings.push({
      code: 'mini_competition_small',
      level: 'warn',
      params: { total: order.total, limit: from },
      basis: rules.basis('limit.miniCompetition.from'),
    });
  }
  if (order.decidedBy === 'PP') {
    const name = order.inPapua ? 'miniCompetition.papua.to' : 'miniCompetition.to';
    findings.push(ceiling('mini_competition_ceiling', order.total, rules.limit(name), rules.basis(`limit.${name}`)));
  }
  return findings;
}

function akunFindings(order: OrderForLimits, rules: Rules): readonly Finding[] {
  return [...new Set(order.lines.map((line) => line.akun))].map((akun) => akunFinding(akun, order, rules));
}

function akunFinding(code: string, order: OrderForLimits, rules: Rules): Finding {
  const params = { akun: code };
  if (!rules.get('up.akunGroups').some((group) => code.startsWith(group))) {
    return { code: 'akun_not_from_up', level: 'block', params, basis: rules.basis('up.akunGroups') };
  }
  const akun = rules.akun(code);
  const basis = rules.basis('limit.kkp.general');
  // The lists are not complete (522142 is missing, regions import their own): unknown is asked about, not refused.
  if (!akun) return { code: 'akun_unknown', level: 'warn', params, basis: rules.basis('up.akunGroups') };
  if (!akun.marketplace)
    return { code: 'akun_not_in_marketplace', level: 'block', params, basis: rules.basis('up.akunGroups') };
  // Card kind (a) pays goods; travel belongs to the other kind of card.
  if (order.rail === 'KKP' && akun.card !== 'OPERATIONAL')
    return { code: 'akun_not_for_card', level: 'block', params, basis };
  return { code: 'akun_allowed', level: 'ok', params, basis: rules.basis('up.akunGroups') };
}

/** Perpres 46/2025 art. 66: domestic first, and how strong. Warns; the reason is written into the order. */
function domesticFindings(order: OrderForLimits, rules: Rules): readonly Finding[] {
  const least = rules.get('pdn.minTkdnPercent');
  const basis = rules.basis('pdn.minTkdnPercent');
  const imported = order.lines.filter((line) => line.origin === 'IMPORTED' && line.domesticOffer).length;
  const weak = order.lines.filter(
    (line) => line.origin === 'DOMESTIC' && line.strongDomesticOffer && (line.tkdnPercent ?? 0) < least,
  ).length;
  const findings: Finding[] = [];
  if (imported > 0)
    findings.push({ code: 'import_despite_domestic', level: 'warn', params: { lines: imported }, basis });
  if (weak > 0) findings.push({ code: 'local_content', level: 'warn', params: { lines: weak, least }, basis });
  if (findings.length === 0)
    findings.push({ code: 'domestic_product', level: 'ok', params: { lines: order.lines.length }, basis });
  return findings;
}

/** At the ceiling is allowed, above it is not. */
function ceiling(
  code: FindingCode,
  total: bigint,
  limit: bigint,
  basis: string,
  more: Finding['params'] = {},
): Finding {
  return { code, level: total > limit ? 'block' : 'ok', params: { ...more, total, limit }, basis };
}
