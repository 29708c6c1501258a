/** Slips for Coretax: the file "BPU" of the converter of the tax office (elements as in its template of 2025; not a published schema). */
import { XMLBuilder } from 'fast-xml-parser';
import { localDate } from '../../kernel/time.ts';
import type { Withholding } from './withholding.ts';

export interface Payer {
  /** 16 digits. */
  readonly npwp: string;
}

const MONTH_DIGITS = 2;
/** Identity of a place of business (NITKU): the number of the taxpayer and six zeros for its seat. */
const seatOf = (npwp: string): string => `${npwp}000000`;
/** Vendors without NPWP are named by sixteen zeros. */
const NO_NPWP = '0'.repeat(16);

/** One element for each slip, oldest first. `npwpOf` gives the vendor's number of 16 digits. Only PPh has slips. */
export function coretaxXml(
  all: readonly Withholding[],
  period: string,
  payer: Payer,
  npwpOf: (vendorId: string) => string | null,
): string {
  const slips = all.filter(({ kind, from }) => kind === 'PPH' && from === 'PAYMENT');
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'utf-8' },
    BpuBulk: {
      '@_xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      TIN: payer.npwp,
      ListOfBpu: {
        Bpu: slips.map((one) => {
          const npwp = npwpOf(one.vendorId) ?? NO_NPWP;
          return {
            TaxPeriodMonth: Number(period.slice(0, MONTH_DIGITS)),
            TaxPeriodYear: period.slice(MONTH_DIGITS),
            CounterpartTin: npwp,
            IDPlaceOfBusinessActivityOfIncomeRecipient: seatOf(npwp),
            TaxCertificate: one.objectCode?.startsWith('28-423') ? 'PP23' : 'N/A',
            TaxObjectCode: one.objectCode ?? '',
            TaxBase: one.base.toString(),
            Rate: one.rate.replace('%', '').replace(',', '.').trim(),
            Document: 'CommercialInvoice',
            DocumentNumber: one.billNumber,
            DocumentDate: localDate(new Date(one.withheldAt), one.zone),
            IDPlaceOfBusinessActivity: seatOf(payer.npwp),
            // Paid from petty cash.
            GovTreasurerOpt: 'Imprest',
            SP2DNumber: { '@_xsi:nil': 'true' },
            WithholdingDate: localDate(new Date(one.withheldAt), one.zone),
          };
        }),
      },
    },
  });
}
