/** Examines the regulation data itself; run at start and in tests. */
import { addDays, isLocalDate } from '../kernel/time.ts';
import { akunList } from './accounts.ts';
import { rekeningList } from './accounts-regional.ts';
import { banks } from './banks.ts';
import { calendar } from './calendar.ts';
import { paymentCodes } from './payment-codes.ts';
import { type RuleOverrides, ruleTable } from './rules.ts';
import { taxExemptions } from './tax-exemptions.ts';
import { taxObjects } from './tax-objects.ts';
import { type Dated, type Regime, RULES_KNOWN_FROM } from './types.ts';

/** Sentences that say what is wrong; empty when the data is sound. */
export function checkRegulation(overrides: RuleOverrides = {}): readonly string[] {
  const regimes: readonly Regime[] = ['APBN', 'APBD'];
  return [
    ...regimes.flatMap((regime) => [
      ...Object.entries<readonly Dated<unknown>[]>(ruleTable(regime, overrides)).flatMap(([key, entries]) =>
        checkPeriods(`${regime} ${key}`, entries),
      ),
      ...Object.entries(paymentCodes[regime]).flatMap(([key, entries]) =>
        checkPeriods(`${regime} payment code ${key}`, entries),
      ),
    ]),
    ...Object.entries(taxExemptions).flatMap(([key, entries]) => checkPeriods(`tax exemption ${key}`, entries)),
    ...checkList('tax object', taxObjects),
    ...checkList('akun', akunList),
    ...checkList('kode rekening', rekeningList),
    ...checkList('bank', banks),
    ...checkCalendar(),
  ];
}

/** One key must be covered from the first known day without gap or overlap, and its last entry must be open. */
export function checkPeriods(key: string, entries: readonly Dated<unknown>[]): readonly string[] {
  const problems: string[] = [];
  let expected = RULES_KNOWN_FROM;
  for (const [index, entry] of entries.entries()) {
    problems.push(...checkEntry(key, entry));
    if (entry.validFrom > expected) problems.push(`${key}: gap from ${expected} to ${addDays(entry.validFrom, -1)}`);
    if (entry.validFrom < expected) problems.push(`${key}: overlap at ${entry.validFrom}`);
    const isLast = index === entries.length - 1;
    if (isLast !== (entry.validTo === undefined)) problems.push(`${key}: only the last entry may and must be open`);
    if (entry.validTo !== undefined) expected = addDays(entry.validTo, 1);
  }
  if (entries.length === 0) problems.push(`${key}: no value at all`);
  return problems;
}

function checkEntry(key: string, entry: Dated<unknown>): readonly string[] {
  const problems: string[] = [];
  if (entry.basis.trim() === '') problems.push(`${key}: legal basis is empty`);
  if (!isLocalDate(entry.validFrom)) problems.push(`${key}: validFrom ${entry.validFrom} is no date`);
  if (entry.validTo !== undefined && entry.validTo < entry.validFrom) problems.push(`${key}: ends before it begins`);
  return problems;
}

/** A code list may begin later, but a code may not have two values on one day. */
function checkList(name: string, list: readonly Dated<{ readonly code: string }>[]): readonly string[] {
  const problems: string[] = [];
  const lastDay = new Map<string, string>();
  for (const entry of list) {
    const { code } = entry.value;
    problems.push(...checkEntry(`${name} ${code}`, entry));
    const last = lastDay.get(code);
    if (last !== undefined && entry.validFrom <= last) problems.push(`${name} ${code}: overlap at ${entry.validFrom}`);
    lastDay.set(code, entry.validTo ?? '9999-12-31');
  }
  return problems;
}

function checkCalendar(): readonly string[] {
  const dates = calendar.flatMap((year) => year.days.map((day) => day.date));
  return [
    ...dates.filter((date) => !isLocalDate(date)).map((date) => `calendar: ${date} is no date`),
    ...dates.filter((date, index) => dates.indexOf(date) !== index).map((date) => `calendar: ${date} is listed twice`),
    ...calendar.filter((year) => year.basis.trim() === '').map((year) => `calendar ${year.year}: legal basis is empty`),
  ];
}
