/** Asks the law of a day: `rulesOn('APBN', '2026-11-24').limit('kkp.general')`. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { isLocalDate } from '../kernel/time.ts';
import { type Akun, akunList } from './accounts.ts';
import { rekeningList } from './accounts-regional.ts';
import { apbdRules, apbdTerms } from './apbd.ts';
import { apbnRules, apbnTerms, type RegimeTerms } from './apbn.ts';
import { type Bank, banks } from './banks.ts';
import { calendar } from './calendar.ts';
import { type PaymentCode, paymentCodes } from './payment-codes.ts';
import { type ExemptionCategory, type TaxExemption, taxExemptions } from './tax-exemptions.ts';
import { type TaxObject, taxObjects } from './tax-objects.ts';
import { type CodePurpose, type Dated, type Evidence, onDate, type Regime, RULES_KNOWN_FROM } from './types.ts';

type Table = typeof apbnRules;
export type RuleKey = keyof Table;
export type ValueOf<K extends RuleKey> = Table[K][number]['value'];
/** `kkp.general` for `limit.kkp.general`. */
export type LimitName = RuleKey extends infer K ? (K extends `limit.${infer Name}` ? Name : never) : never;

/** Rules of one satker or region that replace the general ones; dated and with a basis like any rule. */
export type RuleOverrides = { readonly [K in RuleKey]?: readonly Dated<ValueOf<K>>[] };

/** An unchanging view of the regulation on one day. */
export interface Rules {
  readonly regime: Regime;
  /** The satker's local date these rules are of. */
  readonly date: string;
  readonly terms: RegimeTerms;
  /** The value in force, typed by key. */
  get<K extends RuleKey>(key: K): ValueOf<K>;
  /** A ceiling in rupiah: `limit('kkp.general')`. */
  limit(name: LimitName): bigint;
  /** Legal basis of the value in force, in Indonesian. */
  basis(key: RuleKey): string;
  evidence(key: RuleKey): Evidence;
  taxObject(code: string): Dated<TaxObject> | null;
  exemption(category: ExemptionCategory): Dated<TaxExemption>;
  akun(code: string): Akun | null;
  bank(code: string): Bank | null;
  paymentCode(purpose: CodePurpose): PaymentCode;
}

/** All rules of a regime with their dates, overrides applied. */
export function ruleTable(regime: Regime, overrides: RuleOverrides = {}): Table {
  return { ...(regime === 'APBN' ? apbnRules : apbdRules), ...overrides } as Table;
}

/**
 * The rules of a day. `date` is the satker's local date `yyyy-mm-dd`. Throws RangeError for a date that does not exist
 * or lies before `RULES_KNOWN_FROM`: callers pass dates of the clock or of stored orders. For dates that people type
 * use `findRules`. No getter of the result throws for a known key.
 */
export function rulesOn(regime: Regime, date: string, overrides: RuleOverrides = {}): Rules {
  if (!isLocalDate(date)) throw new RangeError(`Not a date yyyy-mm-dd: ${date}`);
  if (date < RULES_KNOWN_FROM) throw new RangeError(`Rules are known from ${RULES_KNOWN_FROM}, not on ${date}`);
  return snapshot(regime, date, ruleTable(regime, overrides));
}

/** As `rulesOn`, but a date that is not one or is too early comes back as a refusal. */
export function findRules(regime: Regime, date: string, overrides: RuleOverrides = {}): Rules | Refusal {
  if (!isLocalDate(date) || date < RULES_KNOWN_FROM) return refuse('date_invalid', { date, from: RULES_KNOWN_FROM });
  return rulesOn(regime, date, overrides);
}

/** Days off of the years in the calendar, with those a region or office adds and takes away. */
export function holidaySet(added: readonly string[] = [], removed: readonly string[] = []): ReadonlySet<string> {
  const days = new Set([...calendar.flatMap((year) => year.days.map((day) => day.date)), ...added]);
  for (const date of removed) days.delete(date);
  return days;
}

/** Whether the holidays of that year are in the calendar; outside it only weekends are days off. */
export function calendarKnows(date: string): boolean {
  return calendar.some((year) => String(year.year) === date.slice(0, 4));
}

function snapshot(regime: Regime, date: string, table: Table): Rules {
  const entry = <K extends RuleKey>(key: K): Dated<ValueOf<K>> => inForce<ValueOf<K>>(table[key], date, key);
  const codes = regime === 'APBN' ? akunList : rekeningList;
  const rules: Rules = {
    regime,
    date,
    terms: regime === 'APBN' ? apbnTerms : apbdTerms,
    get: (key) => entry(key).value,
    limit: (name) => entry(`limit.${name}`).value,
    basis: (key) => entry(key).basis,
    evidence: (key) => entry(key).evidence,
    taxObject: (code) =>
      onDate(
        taxObjects.filter((object) => object.value.code === code),
        date,
      ),
    exemption: (category) => inForce<TaxExemption>(taxExemptions[category], date, category),
    akun: (code) =>
      onDate(
        codes.filter((akun) => akun.value.code === code),
        date,
      )?.value ?? null,
    bank: (code) =>
      onDate(
        banks.filter((bank) => bank.value.code === code),
        date,
      )?.value ?? null,
    paymentCode: (purpose) => inForce(paymentCodes[regime][purpose], date, purpose).value,
  };
  return Object.freeze(rules);
}

function inForce<T>(entries: readonly Dated<T>[], date: string, key: string): Dated<T> {
  const found = onDate(entries, date);
  // `checkRegulation` proves at start that this cannot happen.
  if (!found) throw new RangeError(`Rule ${key} has a gap on ${date}`);
  return found;
}
