/** Services that the bank calls at its partner, and where. The path is part of what is signed. */

const PATHS = {
  '25': '/transfer-va/payment',
  '52': '/qr/qr-mpm-notify',
  '56': '/debit/notify',
  '75': '/transfer-skn/notify',
  '76': '/transfer-rtgs/notify',
} as const satisfies Record<string, `/${string}`>;

export type NoticeService = keyof typeof PATHS;

/** `noticeUrl('http://platform/bank/v1.0', '56')` → `http://platform/bank/v1.0/debit/notify`. */
export function noticeUrl(callbackUrl: string, service: NoticeService): URL {
  return new URL(callbackUrl.replace(/\/+$/, '') + PATHS[service]);
}
