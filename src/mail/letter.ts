/** The letters that the platform writes, and what stands in each. */

/** Everything a letter needs, already in words: times with their zone, kinds of browser readable. */
export type Letter =
  | { readonly kind: 'invitation'; readonly office: string; readonly link: string }
  | { readonly kind: 'appointed'; readonly office: string; readonly link: string }
  | { readonly kind: 'reset'; readonly link: string }
  | { readonly kind: 'sign-in-code'; readonly code: string }
  | { readonly kind: 'act-code'; readonly code: string }
  | { readonly kind: 'activation-code'; readonly code: string }
  | { readonly kind: 'new-device'; readonly agent: string; readonly address: string; readonly at: string }
  | { readonly kind: 'password-changed'; readonly at: string }
  | { readonly kind: 'factor-added'; readonly label: string; readonly at: string }
  | { readonly kind: 'factor-removed'; readonly label: string; readonly at: string }
  | { readonly kind: 'recovery-codes-made'; readonly at: string }
  | { readonly kind: 'recovery-code-used'; readonly left: string; readonly at: string }
  | { readonly kind: 'factors-reset'; readonly office: string; readonly link: string }
  | { readonly kind: 'session-stolen'; readonly at: string }
  | { readonly kind: 'codes-guessed'; readonly at: string }
  | { readonly kind: 'data-reduced'; readonly at: string; readonly until: string }
  | { readonly kind: 'correction-approved'; readonly field: string; readonly at: string }
  | { readonly kind: 'correction-rejected'; readonly field: string; readonly reason: string; readonly at: string }
  | { readonly kind: 'correction-overdue'; readonly at: string };

export type MailLanguage = 'id' | 'en';

/** Title and paragraphs. */
export interface Words {
  readonly subject: string;
  readonly lines: readonly string[];
}
