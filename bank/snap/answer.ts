/** SNAP answers: responseCode = HTTP status (3) + service (2) + case (2). */

const CASES = {
  successful: [200, '00', 'Successful'],
  inProgress: [202, '00', 'Request In Progress'],
  badRequest: [400, '00', 'Bad Request'],
  invalidFormat: [400, '01', 'Invalid Field Format'],
  missingField: [400, '02', 'Invalid Mandatory Field'],
  unauthorized: [401, '00', 'Unauthorized.'],
  invalidToken: [401, '01', 'Invalid Token (B2B)'],
  tokenNotFound: [401, '03', 'Token Not Found (B2B)'],
  expired: [403, '00', 'Transaction Expired'],
  notInContract: [403, '01', 'Feature Not Allowed'],
  overLimit: [403, '02', 'Exceeds Transaction Amount Limit'],
  suspectedFraud: [403, '03', 'Suspected Fraud'],
  doNotHonor: [403, '05', 'Do Not Honor'],
  closed: [403, '06', 'Feature Not Allowed At This Time.'],
  cardBlocked: [403, '07', 'Card Blocked'],
  cardExpired: [403, '08', 'Card Expired'],
  dormant: [403, '09', 'Dormant Account'],
  insufficientFunds: [403, '14', 'Insufficient Funds'],
  notPermitted: [403, '15', 'Transaction Not Permitted.'],
  inactive: [403, '18', 'Inactive Card/Account/Customer'],
  notFound: [404, '01', 'Transaction Not Found'],
  cancelled: [404, '04', 'Transaction Cancelled'],
  invalidStatus: [404, '00', 'Invalid Transaction Status'],
  invalidRouting: [404, '02', 'Invalid Routing'],
  invalidMerchant: [404, '08', 'Invalid Merchant'],
  invalidAccount: [404, '11', 'Invalid Card/Account/Customer'],
  invalidBill: [404, '12', 'Invalid Bill/Virtual Account'],
  invalidAmount: [404, '13', 'Invalid Amount'],
  paidBill: [404, '14', 'Paid Bill'],
  invalidOtp: [404, '15', 'Invalid OTP'],
  inconsistent: [404, '18', 'Inconsistent Request'],
  expiredBill: [404, '19', 'Invalid Bill/Virtual Account'],
  notSupported: [405, '00', 'Requested Function Is Not Supported'],
  notAllowedNow: [405, '01', 'Requested Operation Is Not Allowed'],
  conflict: [409, '00', 'Conflict'],
  duplicate: [409, '01', 'Duplicate partnerReferenceNo'],
  tooManyRequests: [429, '00', 'Too Many Requests'],
  generalError: [500, '00', 'General Error'],
  timeout: [504, '00', 'Timeout'],
} as const satisfies Record<string, readonly [number, string, string]>;

export type Case = keyof typeof CASES;
export type AnswerFields = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly case: Case;
  /** Field name, or reason in brackets. */
  readonly info: string;
  readonly fields: AnswerFields;
  /** Trigger …9012: do the work, then cut the line. */
  readonly dropConnection: boolean;
}

/** `answer('missingField', 'amount')` → `400xx02 Invalid Mandatory Field amount`. */
export function answer(name: Case, info = '', fields: AnswerFields = {}): Answer {
  return { case: name, info, fields, dropConnection: false };
}

export function httpStatusOf(name: Case): number {
  return CASES[name][0];
}

/** `responseCode('insufficientFunds', '17')` → `4031714`. */
export function responseCode(name: Case, service: string): string {
  return `${CASES[name][0]}${service}${CASES[name][1]}`;
}

export function responseMessage(name: Case, info = ''): string {
  return `${CASES[name][2]} ${info}`.trim().slice(0, 150);
}

export function answerBody(given: Answer, service: string): Record<string, unknown> {
  return {
    responseCode: responseCode(given.case, service),
    responseMessage: responseMessage(given.case, given.info),
    ...given.fields,
  };
}
