/** SNAP services the platform calls, by code: method and path after the prefix (SNAP 1.0.2). 90 to 94 are the bank's own. */

export interface ServiceCall {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
}

const post = (path: string): ServiceCall => ({ method: 'POST', path });

export const services = {
  '11': post('/balance-inquiry'),
  '12': post('/transaction-history-list'),
  '13': post('/transaction-history-detail'),
  '14': post('/bank-statement'),
  '15': post('/account-inquiry-internal'),
  '16': post('/account-inquiry-external'),
  '17': post('/transfer-intrabank'),
  '18': post('/transfer-interbank'),
  '22': post('/transfer-rtgs'),
  '23': post('/transfer-skn'),
  '26': post('/transfer-va/status'),
  '27': post('/transfer-va/create-va'),
  '30': post('/transfer-va/inquiry-va'),
  '31': { method: 'DELETE', path: '/transfer-va/delete-va' },
  '32': post('/transfer-va/inquiry-intrabank'),
  '33': post('/transfer-va/payment-intrabank'),
  '36': post('/transfer/status'),
  '47': post('/qr/qr-mpm-generate'),
  '48': post('/qr/qr-mpm-decode'),
  '50': post('/qr/qr-mpm-payment'),
  '51': post('/qr/qr-mpm-query'),
  '53': post('/qr/qr-mpm-status'),
  '54': post('/debit/payment-host-to-host'),
  '55': post('/debit/status'),
  '57': post('/debit/cancel'),
  '58': post('/debit/refund'),
  // Printed as GET in the standard, with bodies: called with POST.
  '63': post('/auth/payment'),
  '64': post('/auth/query'),
  '65': post('/auth/capture'),
  '66': post('/auth/capture-query'),
  '67': post('/auth/void'),
  '68': post('/auth/void-query'),
  '69': post('/auth/refund'),
  '77': post('/qr/qr-mpm-cancel'),
  '78': post('/qr/qr-mpm-refund'),
  '90': post('/mpn/inquiry'),
  '91': post('/mpn/payment'),
  '92': post('/mpn/billing'),
  '93': post('/card/bill'),
  '94': post('/card/limit'),
} as const satisfies Readonly<Record<string, ServiceCall>>;

export type ServiceCode = keyof typeof services;

export const TOKEN_PATH = '/access-token/b2b';
