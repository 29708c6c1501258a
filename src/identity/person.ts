/** A person and the office they hold. Both are written through `journal/commit`. */
import { createHmac } from 'node:crypto';
import type { RowWrite } from '../kernel/decision.ts';
import { localDate, type Zone } from '../kernel/time.ts';
import type { Asker } from '../platform/http/asker.ts';
import { blindIndex } from '../vault/blind-index.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** 18 digits for civil servants. */
  readonly nip: string | null;
  /** 16 digits of the identity card; absent for people registered before it was asked. */
  readonly nik?: string | null;
  readonly phone?: string | null;
  readonly active: boolean;
}

/** One role in one office, from a day to a day, by a decree (FAQ KPPN Jakarta II; UU 1/2004 art. 10(4)). */
export interface Assignment {
  readonly id: string;
  readonly personId: string;
  readonly role: string;
  readonly officeKind: Asker['officeKind'];
  readonly satkerId: string | null;
  readonly vendorId: string | null;
  /** Local dates; null while it lasts. */
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly decree: string;
  /** Day on which the decree was signed. */
  readonly decreeDate?: string | null;
  /** Of a KPPN (3 digits), a Kanwil (2 digits) or an auditor. */
  readonly officeCode?: string | null;
  /** TEMPORARY: Plh or Plt, from a day to a day. */
  readonly kind?: 'DEFINITIVE' | 'TEMPORARY';
  /** The assignment that takes over the open tasks of this one. */
  readonly replacedBy?: string | null;
  /** The assignment this one stands in for, or goes on with after a stand-in. */
  readonly follows?: string | null;
  /** The office as it was called when the person was appointed, and its clock. */
  readonly officeName: string;
  readonly zone: Zone;
}

/** Whether an office is held at that instant: its days begin and end at midnight where the office is. */
export function inOffice(
  days: { readonly valid_from: string; readonly valid_to: string | null },
  zone: Zone,
  now: Date,
): boolean {
  const today = localDate(now, zone);
  return days.valid_from <= today && (days.valid_to === null || days.valid_to >= today);
}

/** Finds a person by address without keeping the address readable. */
export function emailKey(key: Buffer, email: string): string {
  return createHmac('sha256', key).update(email.trim().toLowerCase()).digest('hex');
}

/** Finds a person by NIK without keeping the number readable. */
export const nikKey = (key: Buffer, nik: string): string => blindIndex(key, 'person.nik', nik);

export function personRow(person: Person, key: Buffer, expectedVersion: number): RowWrite {
  const { id, name, email, nip, nik = null, phone = null, active } = person;
  return {
    table: 'identity.person',
    id,
    expectedVersion,
    columns: { email_key: emailKey(key, email), active, nik_key: nik === null ? null : nikKey(key, nik) },
    body: { name, email, nip, nik, phone },
  };
}

export function assignmentRow(assignment: Assignment, expectedVersion: number): RowWrite {
  return {
    table: 'identity.assignment',
    id: assignment.id,
    expectedVersion,
    columns: {
      person_id: assignment.personId,
      role: assignment.role,
      office_kind: assignment.officeKind,
      satker_id: assignment.satkerId,
      vendor_id: assignment.vendorId,
      valid_from: assignment.validFrom,
      valid_to: assignment.validTo,
      office_code: assignment.officeCode ?? null,
      kind: assignment.kind ?? 'DEFINITIVE',
      replaced_by: assignment.replacedBy ?? null,
      follows: assignment.follows ?? null,
    },
    body: {
      decree: assignment.decree,
      decreeDate: assignment.decreeDate ?? null,
      officeName: assignment.officeName,
      zone: assignment.zone,
    },
  };
}
