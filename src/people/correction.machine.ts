/** The life of a request to correct what is recorded of a person. Asked by one, decided by another. */
import type { Machine, Transition } from '../kernel/machine.ts';

/** What may be corrected. A wrong NIK needed a new registration elsewhere; here it needs a reason and a second person. */
export const correctable = ['nik', 'name', 'email', 'nip', 'phone'] as const;
export type Correctable = (typeof correctable)[number];

export const correctionStates = ['ASKED', 'APPROVED', 'REJECTED', 'WITHDRAWN'] as const;
export type CorrectionState = (typeof correctionStates)[number];
/** Not a role but a part: whoever asked, and whoever keeps the register (`registrar.ts`). */
export type CorrectionPart = 'ASKER' | 'REGISTRAR';

type Row = Transition<CorrectionState, CorrectionPart>;
const row = (from: CorrectionState | null, action: string, by: CorrectionPart, to: CorrectionState): Row => ({
  row: 'R4',
  from,
  action,
  by: [by],
  to,
});

export const correctionMachine: Machine<CorrectionState, CorrectionPart> = {
  name: 'correction',
  states: {
    ASKED: 'Menunggu keputusan',
    APPROVED: 'Disetujui',
    REJECTED: 'Ditolak',
    WITHDRAWN: 'Ditarik kembali',
  },
  final: ['APPROVED', 'REJECTED', 'WITHDRAWN'],
  roles: ['ASKER', 'REGISTRAR'],
  transitions: [
    row(null, 'ask', 'ASKER', 'ASKED'),
    row('ASKED', 'approve', 'REGISTRAR', 'APPROVED'),
    row('ASKED', 'reject', 'REGISTRAR', 'REJECTED'),
    row('ASKED', 'withdraw', 'ASKER', 'WITHDRAWN'),
  ],
};
