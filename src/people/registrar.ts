/** Who keeps the register of whom (rows R1 to R6): which roles an office appoints, and for which office. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Office } from './appointment.ts';

export interface Registrar {
  readonly personId: string;
  readonly role: string;
  readonly satkerId: string | null;
  readonly vendorId: string | null;
  readonly officeCode: string | null;
}

/** Roles of a work unit. Without the first five, and an admin, it is not active (Kanwil DJPb Sumsel, service standard). */
export const MINIMUM_SET = ['PEMESAN', 'PPK', 'PP', 'PENERIMA', 'BENDAHARA'] as const;
const OFFICIALS = [...MINIMUM_SET, 'BPP', 'KPA', 'PPSPM', 'KKP_HOLDER', 'KKP_ADMIN'] as const;

interface Register {
  readonly roles: readonly string[];
  readonly officeKind: Office['kind'];
}

/** By the role of the registrar. An auditor is registered by the centre; nobody registers an Admin PKN from within. */
const REGISTERS: { readonly [role: string]: readonly Register[] | undefined } = {
  ADMIN_PKN: [
    { roles: ['ADMIN_KPPN'], officeKind: 'KPPN' },
    { roles: ['ADMIN_KANWIL'], officeKind: 'KANWIL' },
    { roles: ['AUDITOR'], officeKind: 'OVERSIGHT' },
  ],
  ADMIN_KPPN: [{ roles: ['ADMIN_SATKER'], officeKind: 'SATKER' }],
  ADMIN_SATKER: [{ roles: OFFICIALS, officeKind: 'SATKER' }],
  VENDOR_ADMIN: [{ roles: ['VENDOR_STAFF', 'COURIER'], officeKind: 'VENDOR' }],
};

/** An office that one person holds alone: there is one treasurer, one KPA, one admin (UU 1/2004 art. 10; KPPN FAQ). */
const SINGLE: readonly string[] = ['ADMIN_SATKER', 'KPA', 'BENDAHARA', 'PPSPM', 'KKP_ADMIN'];
export const isSingle = (role: string): boolean => SINGLE.includes(role);

/** Must be a civil servant: the decree names a NIP (Kanwil DJPb Sumsel, service standard). */
const CIVIL_SERVANTS: readonly string[] = ['ADMIN_SATKER', 'ADMIN_KPPN', 'ADMIN_KANWIL', 'ADMIN_PKN'];
export const needsNip = (role: string): boolean => CIVIL_SERVANTS.includes(role);

/** Roles that a registrar may give, in the order of the table. */
export const rolesOf = (registrarRole: string): string[] =>
  (REGISTERS[registrarRole] ?? []).flatMap((register) => [...register.roles]);

/** The kind of office in which a registrar gives that role; null when it is not theirs to give. */
export const officeKindFor = (registrarRole: string, role: string): Office['kind'] | null =>
  (REGISTERS[registrarRole] ?? []).find((register) => register.roles.includes(role))?.officeKind ?? null;

/** The role that keeps the register of a role; null for those nobody registers from within. */
export const registrarOf = (role: string): string | null =>
  Object.keys(REGISTERS).find((registrar) => rolesOf(registrar).includes(role)) ?? null;

/**
 * Whether this registrar keeps the register of that role in that office. `kppnCode`: which KPPN looks after the office, when it
 * is a satker.
 */
export function mayRegister(
  registrar: Registrar,
  role: string,
  office: Office,
  kppnCode: string | null,
): Refusal | null {
  const kind = officeKindFor(registrar.role, role);
  if (kind === null) return refuse('not_your_role', { who: registrarOf(role) ?? '–' });
  if (kind !== office.kind) return refuse('not_yours');
  switch (registrar.role) {
    case 'ADMIN_SATKER':
      return registrar.satkerId !== null && registrar.satkerId === office.satkerId ? null : refuse('not_yours');
    case 'VENDOR_ADMIN':
      return registrar.vendorId !== null && registrar.vendorId === office.vendorId ? null : refuse('not_yours');
    case 'ADMIN_KPPN':
      return registrar.officeCode !== null && registrar.officeCode === kppnCode ? null : refuse('not_yours');
    default:
      return null;
  }
}
