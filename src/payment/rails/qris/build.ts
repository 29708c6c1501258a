/** Writes a code: for vendors without an acquirer's service, for tests, and to prove that what is read can be written. */
import { crc16 } from './crc.ts';
import { type Tag, writeTlv } from './tlv.ts';

export interface QrisParts {
  readonly initiation: 'STATIC' | 'DYNAMIC';
  /** Tags 26 to 45. */
  readonly accounts: readonly {
    readonly domain: string;
    readonly merchantPan: string;
    readonly merchantId: string;
    readonly criteria: string;
  }[];
  /** `ID` and 13 digits. */
  readonly nmid: string | null;
  readonly criteria: string;
  readonly mcc: string;
  readonly amount: bigint | null;
  readonly tip?: { readonly fixed: bigint } | { readonly percent: string } | 'ask';
  readonly merchantName: string;
  readonly merchantCity: string;
  readonly postCode: string;
  readonly billNumber?: string;
  readonly referenceLabel?: string;
  readonly terminal?: string;
}

const REPOSITORY = 'ID.CO.QRIS.WWW';
const FIRST_ACCOUNT = 26;
const LAST_ACCOUNT = 45;

/** Throws RangeError for a part that is empty or too long, and when there are more accounts than tags. */
export function buildQris(parts: QrisParts): string {
  if (parts.accounts.length > LAST_ACCOUNT - FIRST_ACCOUNT + 1) throw new RangeError('more accounts than tags');
  const extra = present([
    ['01', parts.billNumber],
    ['05', parts.referenceLabel],
    ['07', parts.terminal],
  ]);
  const tags = present([
    ['00', '01'],
    ['01', parts.initiation === 'DYNAMIC' ? '12' : '11'],
    ...parts.accounts.map((account, index): [string, string] => [
      String(FIRST_ACCOUNT + index),
      writeTlv(
        present([
          ['00', account.domain],
          ['01', account.merchantPan],
          ['02', account.merchantId],
          ['03', account.criteria],
        ]),
      ),
    ]),
    [
      '51',
      parts.nmid === null
        ? undefined
        : writeTlv(
            present([
              ['00', REPOSITORY],
              ['02', parts.nmid],
              ['03', parts.criteria],
            ]),
          ),
    ],
    ['52', parts.mcc],
    ['53', '360'],
    ['54', parts.amount === null ? undefined : String(parts.amount)],
    ...tipTags(parts.tip),
    ['58', 'ID'],
    ['59', parts.merchantName],
    ['60', parts.merchantCity],
    ['61', parts.postCode],
    ['62', extra.length === 0 ? undefined : writeTlv(extra)],
  ]);
  const body = `${writeTlv(tags)}6304`;
  return body + crc16(body);
}

type Given = readonly [id: string, value: string | undefined];

function tipTags(tip: QrisParts['tip']): readonly Given[] {
  if (tip === undefined) return [];
  if (tip === 'ask') return [['55', '01']];
  if ('fixed' in tip) {
    return [
      ['55', '02'],
      ['56', String(tip.fixed)],
    ];
  }
  return [
    ['55', '03'],
    ['57', tip.percent],
  ];
}

function present(given: readonly Given[]): Tag[] {
  return given.flatMap(([id, value]) => (value === undefined || value === '' ? [] : [{ id, value }]));
}
