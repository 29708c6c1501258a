/** What one call to a bank established, in the words every rail shares. Amounts are whole rupiah. */

export interface Account {
  /** BI bank code, three digits: `002`. */
  readonly bankCode: string;
  readonly accountNo: string;
  readonly name: string;
}

/** What one call to the bank established. `unknown` is asked about, never resent. */
export type CallOutcome =
  | { readonly kind: 'success'; readonly referenceNo: string; readonly bankTime: string | null }
  | { readonly kind: 'pending'; readonly referenceNo: string | null }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** The request never left (connection refused, DNS, TLS): nothing happened, trying again is allowed. */
  | { readonly kind: 'not_sent'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string };

/** What the bank says of an earlier transaction. */
export type StatusOutcome =
  | { readonly kind: 'success'; readonly referenceNo: string; readonly bankTime: string | null }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'pending' }
  /** The bank has no such reference (status 07). Final only after the grace period and without a statement line. */
  | { readonly kind: 'not_found' }
  /** The enquiry itself got no answer. */
  | { readonly kind: 'unknown'; readonly message: string };

/** An enquiry that moves no money: the answer, a refusal in the bank's words, or nothing certain. */
export type Answered<T> =
  | ({ readonly kind: 'found' } & T)
  /** The bank has no such thing, or it is unusable. `code` is the response code of seven digits. */
  | { readonly kind: 'not_found'; readonly code: string; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string };
