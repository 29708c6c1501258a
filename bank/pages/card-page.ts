/** The hosted card page as HTML: the order, then the card, then the code, then the result. */

import type { Card } from '../cards/card.ts';
import { maskedNumber } from '../cards/card.ts';
import type { Complaint } from '../cards/payment.ts';
import type { Session } from '../cards/session.ts';
import { rupiahText } from '../rupiah.ts';
import { wibClock, wibDate } from '../time.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import { fill, type Language, REASONS_EN, WORDS, type Words } from './words.ts';

export interface CardPageView {
  readonly session: Session;
  readonly card: Card;
  readonly complaint: Complaint | null;
  /** Fills the form with the sample card. */
  readonly prefill: boolean;
  readonly language: Language;
  readonly now: Date;
}

export function pathOf(session: Session): string {
  return `/kartu/${session.secret}`;
}

export function cardPage(view: CardPageView): Page {
  const words = WORDS[view.language];
  return {
    language: view.language,
    title: titleOf(view.session, words),
    path: pathOf(view.session),
    formTarget: new URL(view.session.returnUrl).origin,
    body: html`${summary(view, words)}${step(view, words)}`,
  };
}

function titleOf(session: Session, words: Words): string {
  switch (session.state) {
    case 'OPEN':
      return words.cardTitle;
    case 'CHALLENGED':
      return words.codeTitle;
    case 'PAID':
      return words.paid;
    case 'AUTHORISED':
    case 'CAPTURED':
      return words.authorised;
    default:
      return words.notPaid;
  }
}

function step(view: CardPageView, words: Words): Html {
  switch (view.session.state) {
    case 'OPEN':
      return cardStep(view, words);
    case 'CHALLENGED':
      return codeStep(view, words);
    default:
      return result(view, words);
  }
}

function summary({ session, now }: CardPageView, words: Words): Html {
  const minutes = Math.max(0, Math.ceil((session.validUntil.getTime() - now.getTime()) / 60_000));
  const left = html`<span data-until="${session.validUntil.toISOString()}" data-text="${words.minutesLeft}">${fill(words.minutesLeft, { minutes })}</span>`;
  const deadline = html`<dt>${words.validUntil}</dt><dd>${wibDate(session.validUntil)} ${wibClock(session.validUntil)} WIB<br>${left}</dd>`;
  return html`<section class="card" aria-label="${words.payTo} ${session.vendorName}">
<div>${words.payTo} <strong>${session.vendorName}</strong></div>
<div class="amount">${rupiahText(session.amount)}</div>
<dl><dt>${words.description}</dt><dd>${session.description || '–'}</dd>
<dt>${words.reference}</dt><dd>${session.partnerReferenceNo}</dd>
${session.finishedAt === null ? deadline : null}</dl></section>`;
}

function cardStep(view: CardPageView, words: Words): Html {
  const path = pathOf(view.session);
  const lang = view.language;
  const values = view.prefill ? { number: view.card.number, expiry: view.card.expiry } : { number: '', expiry: '' };
  const invalid = view.complaint === null ? 'false' : 'true';
  return html`<section class="card">
<p class="steps">${words.stepCard}</p><h1>${words.cardTitle}</h1>
${complaintNote(view.complaint, words)}
<form method="post" action="${path}/kartu?lang=${lang}">
<label for="number">${words.cardNumber}</label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" required maxlength="23" value="${values.number}" aria-describedby="number-hint" aria-invalid="${invalid}">
<p class="hint" id="number-hint">${words.cardNumberHint}</p>
<label for="expiry">${words.expiry}</label>
<input id="expiry" name="expiry" autocomplete="off" required maxlength="7" placeholder="12/28" value="${values.expiry}" aria-invalid="${invalid}">
<button>${words.continue}</button></form>
<a class="button quiet" href="${path}?lang=${lang}&amp;contoh=1">${words.useSample}</a>
${cancelForm(path, lang, words)}</section>`;
}

function codeStep(view: CardPageView, words: Words): Html {
  const path = pathOf(view.session);
  const lang = view.language;
  const invalid = view.complaint?.kind === 'wrongCode' || view.complaint?.kind === 'codeExpired' ? 'true' : 'false';
  return html`<section class="card">
<p class="steps">${words.stepCode}</p><h1>${words.codeTitle}</h1>
${complaintNote(view.complaint, words)}
<p>${fill(words.codeSent, { card: maskedNumber(view.card.number) })}</p>
<p><a href="/simulasi/hp/${view.session.secret}?lang=${lang}" target="_blank" rel="noopener">${words.openPhone}</a></p>
<form method="post" action="${path}/kode?lang=${lang}">
<label for="code">${words.codeLabel}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="7" pattern="[0-9 ]{6,7}" aria-invalid="${invalid}">
${view.session.kind === 'AUTH' ? html`<p class="hint">${words.holdHint}</p>` : null}
<button>${fill(view.session.kind === 'AUTH' ? words.agree : words.pay, { amount: rupiahText(view.session.amount) })}</button></form>
<form method="post" action="${path}/kirim-ulang?lang=${lang}"><button class="quiet">${words.sendAgain}</button></form>
${cancelForm(path, lang, words)}</section>
<section class="card"><h2>${words.secureTitle}</h2><p class="hint">${words.secureHint}</p>
<form method="post" action="${path}/3ds?lang=${lang}">
<button class="quiet" name="result" value="N">${words.secureFailed}</button>
<button class="quiet" name="result" value="U">${words.secureUnavailable}</button></form></section>`;
}

function cancelForm(path: string, lang: Language, words: Words): Html {
  return html`<form method="post" action="${path}/batal?lang=${lang}"><button class="link">${words.cancel}</button></form>`;
}

function complaintNote(complaint: Complaint | null, words: Words): Html | null {
  if (complaint === null) return null;
  const left = 'left' in complaint ? complaint.left : 0;
  return html`<p class="note bad" role="alert">${fill(words[complaint.kind], { left })}</p>`;
}

function result({ session, language }: CardPageView, words: Words): Html {
  const back = html`<a class="button" href="${session.returnUrl}">${words.backToShop}</a>`;
  if (session.state === 'PAID' || session.state === 'AUTHORISED' || session.state === 'CAPTURED') {
    return html`<section class="card"><h1>${session.kind === 'AUTH' ? words.authorised : words.paid}</h1>
<dl class="note good"><dt>${words.approval}</dt><dd>${session.approvalCode ?? ''}</dd><dt>RRN</dt><dd class="whole">${session.rrn ?? ''}</dd></dl>${back}</section>`;
  }
  const reason = language === 'en' ? (REASONS_EN[session.statusText] ?? session.statusText) : session.statusText;
  return html`<section class="card"><h1>${words.notPaid}</h1><p class="note bad">${reason}.</p>${back}</section>`;
}

/** The simulated phone: the last code sent for this session. */
export function phonePage(session: Session, language: Language, now: Date): Page {
  const words = WORDS[language];
  const hasCode = session.code !== null && session.codeUntil !== null && session.codeUntil > now;
  const message = hasCode
    ? html`<p>${fill(words.phoneText, { amount: rupiahText(session.amount), vendor: session.vendorName })}</p>
<p class="code">${session.code ?? ''}</p>`
    : html`<p>${words.phoneEmpty}</p>`;
  const path = `/simulasi/hp/${session.secret}`;
  return {
    language,
    title: words.phoneTitle,
    path,
    body: html`<section class="card"><h1>${words.phoneTitle}</h1><div role="status">${message}</div>
<p class="hint">${words.phoneHint}</p><a class="button quiet" href="${path}?lang=${language}">${words.reload}</a></section>`,
  };
}

export function notFoundPage(language: Language): Page {
  const words = WORDS[language];
  return {
    language,
    title: words.notFoundTitle,
    body: html`<section class="card"><h1>${words.notFoundTitle}</h1><p>${words.notFoundText}</p></section>`,
  };
}
