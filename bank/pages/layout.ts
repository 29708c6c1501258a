/** The frame of every page and the headers it is sent with. */
import type { FastifyReply } from 'fastify';
import { type Html, html } from './html.ts';
import { type Language, WORDS } from './words.ts';

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** Wide pages list accounts. */
  readonly wide?: boolean;
  /** Path of this page, for the language switch; null when there is only one language. */
  readonly path?: string;
  /** Browsers check the target of a redirect after a form against form-action: the shop's origin belongs there. */
  readonly formTarget?: string;
}

export function sendPage(reply: FastifyReply, status: number, page: Page): FastifyReply {
  return reply
    .code(status)
    .headers(headersFor(page.formTarget))
    .type('text/html; charset=utf-8')
    .send(render(page).text);
}

function headersFor(formTarget: string | undefined): Readonly<Record<string, string>> {
  const formAction = formTarget === undefined ? "'self'" : `'self' ${formTarget}`;
  return {
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; script-src 'self'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cache-Control': 'no-store',
  };
}

function render(page: Page): Html {
  const words = WORDS[page.language];
  const wide = page.wide ? 'wide' : '';
  const other = page.language === 'id' ? 'en' : 'id';
  const languageSwitch =
    page.path === undefined
      ? null
      : html`<a href="${page.path}?lang=${other}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>`;
  return html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title} – Bank Sandbox (simulasi)</title>
<link rel="stylesheet" href="/aset/bank.css">
<script src="/aset/hitung-mundur.js" defer></script>
</head>
<body>
<aside class="ribbon" aria-label="Sandbox">${words.simulation}</aside>
<header class="${wide}"><span class="brand">Bank Sandbox – simulasi</span>${languageSwitch}</header>
<main class="${wide}">${page.body}</main>
</body>
</html>`;
}
