/** Shapes of integrations and their keys over HTTP. */
import { z } from 'zod';
import { boundProof, confirmation } from '../confirm.ts';
import { MOST_DAYS, MOST_OVERLAP_HOURS } from './account.ts';
import { SERVICE_SCOPES } from './scopes.ts';

const MOST_NETWORKS = 20;
const validDays = z.int().min(1).max(MOST_DAYS);
const instant = z.iso.datetime();

export const office = z.union([
  z.strictObject({ kind: z.enum(['SATKER', 'VENDOR']), id: z.uuid() }),
  z.strictObject({ kind: z.literal('KPPN'), code: z.string().regex(/^\d{3}$/) }),
]);

/** Commands. Without `stepUp` nothing is done: the answer says what is to be confirmed. */
export const createKey = z.object({
  name: z.string().trim().min(3).max(80),
  purpose: z.string().trim().min(5).max(300),
  /** Whose data it reads. ADMIN_SATKER leaves it out: the own satker. */
  office: office.optional(),
  scopes: z.array(z.enum(SERVICE_SCOPES)).min(1).max(SERVICE_SCOPES.length),
  /** Networks in CIDR notation from which it may ask. */
  addresses: z.array(z.string().min(2).max(50)).min(1).max(MOST_NETWORKS),
  validDays: validDays.default(MOST_DAYS),
  stepUp: boundProof.optional(),
});
export const rotate = z.object({
  /** How long the key before lives on. */
  overlapHours: z.int().min(0).max(MOST_OVERLAP_HOURS).default(24),
  validDays: validDays.default(MOST_DAYS),
  stepUp: boundProof.optional(),
});
export const revoke = z.object({ reason: z.string().trim().min(5).max(300) });

export const outcome = z.object({
  /** Of the integration; null while only the confirmation is asked. */
  id: z.uuid().nullable(),
  confirm: confirmation.nullable(),
  /** The whole key, shown once: null when this request was answered before. */
  key: z.string().nullable(),
  keyId: z.string().nullable(),
  validTo: instant.nullable(),
});

export const serviceAccountView = z.object({
  id: z.uuid(),
  name: z.string(),
  purpose: z.string(),
  office: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  scopes: z.array(z.string()),
  addresses: z.array(z.string()),
  createdBy: z.string(),
  createdAt: instant,
  revokedAt: instant.nullable(),
  keys: z.array(
    z.object({
      keyId: z.string(),
      validFrom: instant,
      validTo: instant,
      state: z.enum(['LIVING', 'ENDED']),
      lastUsedAt: instant.nullable(),
    }),
  ),
});
