/** The payer's app as pages: paste a code, see whom it pays, choose the source, confirm, receipt. */
import type { QrPaid, Scanned } from '../qris/pay.ts';
import { rupiahText } from '../rupiah.ts';
import { wibClock, wibDate } from '../time.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import { fill, type Language, WORDS, type Words } from './words.ts';

export const QRIS_PATH = '/simulasi/qris';
export const QRIS_PAY_PATH = '/simulation/qris/bayar';

/** An account or a card that may pay. */
export interface Source {
  readonly accountId: bigint;
  readonly label: string;
  readonly available: bigint;
  readonly isCard: boolean;
}

/** `complaint` in words, or null. */
export function scanPage(language: Language, content: string, complaint: string | null): Page {
  const words = WORDS[language];
  return {
    language,
    title: words.qrisTitle,
    path: QRIS_PATH,
    body: html`<section class="card"><h1>${words.qrisTitle}</h1><p class="hint">${words.qrisAppHint}</p>
${note(complaint)}
<form method="get" action="${QRIS_PATH}"><input type="hidden" name="lang" value="${language}">
<label for="qr">${words.qrisContent}</label>
<textarea id="qr" name="qr" required maxlength="512" autocomplete="off" spellcheck="false" aria-describedby="qr-hint" aria-invalid="${complaint === null ? 'false' : 'true'}">${content}</textarea>
<p class="hint" id="qr-hint">${words.qrisContentHint}</p>
<button>${words.qrisRead}</button></form></section>`,
  };
}

export interface ConfirmView {
  readonly language: Language;
  readonly content: string;
  readonly scanned: Scanned;
  readonly sources: readonly Source[];
  /** What was chosen and typed before a complaint. */
  readonly chosen: string;
  readonly typed: string;
  readonly complaint: string | null;
  /** Nothing can be paid by this code any more. */
  readonly isOver: boolean;
}

export function confirmPage(view: ConfirmView): Page {
  const { language, scanned } = view;
  const words = WORDS[language];
  const { code, merchant } = scanned;
  return {
    language,
    title: words.qrisTitle,
    body: html`<section class="card" aria-label="${words.qrisPayTo} ${code.merchantName}">
<div>${words.qrisPayTo} <strong>${code.merchantName}</strong></div>
${code.amount === null ? null : html`<div class="amount">${rupiahText(code.amount)}</div>`}
<dl><dt>${words.qrisCity}</dt><dd>${code.city}</dd><dt>NMID</dt><dd>${merchant.nmid}</dd>
${code.billNo === null ? null : html`<dt>${words.qrisBillNo}</dt><dd>${code.billNo}</dd>`}
${code.reference === null ? null : html`<dt>${words.reference}</dt><dd>${code.reference}</dd>`}</dl></section>
<section class="card"><h1>${words.qrisTitle}</h1>
${note(view.complaint)}
${view.isOver ? null : payForm(view, words)}
<a class="button quiet" href="${QRIS_PATH}?lang=${language}">${words.qrisOther}</a></section>`,
  };
}

function payForm(view: ConfirmView, words: Words): Html {
  return html`<form method="post" action="${QRIS_PAY_PATH}?lang=${view.language}">
<input type="hidden" name="qr" value="${view.content}">
${view.scanned.code.amount === null ? amountField(view, words) : null}
${choices(view, words.qrisCards, true, words)}${choices(view, words.qrisAccounts, false, words)}
<button>${words.qrisPay}</button></form>`;
}

function amountField({ typed }: ConfirmView, words: Words): Html {
  return html`<label for="amount">${words.qrisAmount}</label>
<input id="amount" name="amount" inputmode="numeric" autocomplete="off" required maxlength="13" pattern="[0-9]+" value="${typed}">`;
}

function choices({ sources, chosen }: ConfirmView, title: string, isCard: boolean, words: Words): Html | null {
  const offered = sources.filter((source) => source.isCard === isCard);
  if (offered.length === 0) return null;
  return html`<fieldset><legend>${title}</legend>${offered.map((source) => choice(source, chosen, words))}</fieldset>`;
}

function choice({ accountId, label, available }: Source, chosen: string, words: Words): Html {
  const id = String(accountId);
  const box =
    id === chosen
      ? html`<input type="radio" name="source" value="${id}" required checked>`
      : html`<input type="radio" name="source" value="${id}" required>`;
  const left = fill(words.qrisAvailable, { amount: rupiahText(available) });
  return html`<label class="choice">${box}<span>${label}<small>${left}</small></span></label>`;
}

export function receiptPage(language: Language, paid: QrPaid, source: string): Page {
  const words = WORDS[language];
  return {
    language,
    title: words.qrisPaid,
    path: `${QRIS_PATH}/bukti/${paid.referenceNo}`,
    body: html`<section class="card"><h1>${words.qrisPaid}</h1>
<div>${words.qrisPayTo} <strong>${paid.merchantName}</strong></div><div class="amount">${rupiahText(paid.amount)}</div>
<dl class="note good"><dt>${words.qrisSource}</dt><dd>${source}</dd>
<dt>${words.time}</dt><dd>${wibDate(paid.paidAt)} ${wibClock(paid.paidAt)} WIB</dd>
<dt>${words.approval}</dt><dd>${paid.approvalCode}</dd><dt>RRN</dt><dd class="whole">${paid.rrn}</dd></dl>
<a class="button quiet" href="${QRIS_PATH}?lang=${language}">${words.qrisOther}</a></section>`,
  };
}

function note(complaint: string | null): Html | null {
  return complaint === null ? null : html`<p class="note bad" role="alert">${complaint}</p>`;
}
