/** The life of a vendor's registration. Running orders of a suspended or blocked vendor end normally; new ones are refused. */
import type { Machine, Transition } from '../kernel/machine.ts';

export const vendorStates = [
  'INVITED',
  'PROFILE_INCOMPLETE',
  'WAITING_VERIFICATION',
  'ACTIVE',
  'SUSPENDED',
  'BLOCKED',
] as const;
export type VendorState = (typeof vendorStates)[number];

export type VendorRole = 'PP' | 'VENDOR_ADMIN' | 'ADMIN_KPPN' | 'ADMIN_PKN' | 'VISITOR' | 'SYSTEM';

const own = ['VENDOR_ADMIN'] as const;
const verifiers = ['PP', 'ADMIN_KPPN'] as const;
/** Of a vendor that no satker here brought in, the centre knows the account. */
const accountVerifiers = ['PP', 'ADMIN_KPPN', 'ADMIN_PKN'] as const;
const treasury = ['ADMIN_KPPN', 'ADMIN_PKN'] as const;

type Row = Transition<VendorState, VendorRole>;
const row = (
  id: string,
  from: VendorState | null,
  action: string,
  by: readonly VendorRole[],
  to: VendorState,
): Row => ({ row: id, from, action, by, to });

export const vendorMachine: Machine<VendorState, VendorRole> = {
  name: 'vendor',
  states: {
    INVITED: 'Diundang',
    PROFILE_INCOMPLETE: 'Profil belum lengkap',
    WAITING_VERIFICATION: 'Menunggu pemeriksaan',
    ACTIVE: 'Aktif',
    SUSPENDED: 'Dihentikan sementara',
    BLOCKED: 'Diblokir (daftar hitam)',
  },
  // The sanction of the blacklist ends after one or two years (Peraturan LKPP 4/2021): nothing here is for ever.
  final: [],
  roles: ['PP', 'VENDOR_ADMIN', 'ADMIN_KPPN', 'ADMIN_PKN', 'VISITOR', 'SYSTEM'],
  transitions: [
    row('R8', null, 'invite', ['PP'], 'INVITED'),
    row('R8', null, 'register', ['VISITOR'], 'INVITED'),
    row('R8', 'INVITED', 'remind', ['PP', 'SYSTEM'], 'INVITED'),
    row('R8', 'INVITED', 'accept', own, 'PROFILE_INCOMPLETE'),
    row('R9', 'PROFILE_INCOMPLETE', 'saveProfile', own, 'PROFILE_INCOMPLETE'),
    row('R12', 'PROFILE_INCOMPLETE', 'setAccount', own, 'PROFILE_INCOMPLETE'),
    row('R9', 'PROFILE_INCOMPLETE', 'submit', own, 'WAITING_VERIFICATION'),
    row('R11', 'WAITING_VERIFICATION', 'verify', verifiers, 'ACTIVE'),
    row('R11', 'WAITING_VERIFICATION', 'reject', verifiers, 'PROFILE_INCOMPLETE'),
    row('R10', 'ACTIVE', 'recordSuket', own, 'ACTIVE'),
    row('R11', 'ACTIVE', 'verifySuket', verifiers, 'ACTIVE'),
    row('R11', 'ACTIVE', 'rejectSuket', verifiers, 'ACTIVE'),
    row('R10', 'ACTIVE', 'expireSuket', ['SYSTEM'], 'ACTIVE'),
    row('R12', 'ACTIVE', 'setAccount', own, 'ACTIVE'),
    row('R12', 'SUSPENDED', 'setAccount', own, 'SUSPENDED'),
    row('R12', 'ACTIVE', 'verifyAccount', accountVerifiers, 'ACTIVE'),
    row('R12', 'SUSPENDED', 'verifyAccount', accountVerifiers, 'SUSPENDED'),
    row('R9', 'ACTIVE', 'renewLicence', own, 'ACTIVE'),
    row('R9', 'SUSPENDED', 'renewLicence', own, 'SUSPENDED'),
    row('–', 'ACTIVE', 'suspend', treasury, 'SUSPENDED'),
    row('–', 'ACTIVE', 'expirePapers', ['SYSTEM'], 'SUSPENDED'),
    row('–', 'SUSPENDED', 'lift', treasury, 'ACTIVE'),
    row('–', 'ACTIVE', 'block', treasury, 'BLOCKED'),
    row('–', 'SUSPENDED', 'block', treasury, 'BLOCKED'),
    row('–', 'BLOCKED', 'endSanction', ['ADMIN_PKN'], 'SUSPENDED'),
  ],
};
