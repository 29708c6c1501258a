/** The sheet every paper is drawn on: head of the office, title, number, signatures, the mark of invented data. A4. */
import { createHash } from 'node:crypto';
import { when, type Zone } from '../kernel/time.ts';
import type { Satker } from '../organisation/satker.ts';
import { type Html, html } from './html.ts';

const STYLE = `@page{size:A4;margin:18mm 16mm}
body{margin:0 auto;max-width:178mm;padding:8mm;background:#fff;color:#161c21;font:400 14px/20px "Plus Jakarta Sans Variable",system-ui,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums}
header{border-bottom:3px double #161c21;padding-bottom:8px;margin-bottom:16px}
header p{margin:0}header .office{font-weight:700;font-size:16px}
h1{font-size:20px;line-height:28px;margin:0 0 4px;text-align:center;text-transform:uppercase;letter-spacing:.02em}
.number{text-align:center;margin:0 0 16px}
h2{font-size:16px;margin:16px 0 4px}
dl{display:grid;grid-template-columns:52mm 1fr;gap:2px 8px;margin:0 0 12px}dt{color:#505a61}dd{margin:0}
table{width:100%;border-collapse:collapse;margin:0 0 12px}caption{text-align:left;font-weight:700;padding:4px 0}
th,td{border:1px solid #6b767d;padding:4px 6px;text-align:left;vertical-align:top}th{background:#eef0f1}
.n{text-align:right;white-space:nowrap}tfoot td,tfoot th{font-weight:700}
.words{font-style:italic}
.hands{display:flex;flex-wrap:wrap;gap:16px;margin-top:24px;break-inside:avoid}.hands div{flex:1 1 44mm;min-width:44mm}
.hands p{margin:0}.hands .name{margin-top:10px;font-weight:700;border-top:1px solid #161c21;padding-top:2px}
.sample{border:2px solid #b3261e;color:#8c1d18;font-weight:700;text-align:center;padding:4px;margin:0 0 12px}
footer{margin-top:24px;border-top:1px solid #dde1e3;padding-top:6px;color:#505a61}
@media (max-width:600px){body{padding:4mm}dl{grid-template-columns:1fr}dd{margin-bottom:6px}table{display:block;overflow-x:auto}}`;

/** What a policy of the answer must allow: this one style and nothing else. */
export const styleHash = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

export interface Hand {
  /** As what office: `Pejabat Pembuat Komitmen`. */
  readonly office: string;
  /** Null: not signed yet. */
  readonly name: string | null;
  readonly at: string | null;
}

interface Sheet {
  readonly title: string;
  readonly number: string;
  readonly satker: Satker;
  readonly body: Html;
  readonly hands: readonly Hand[];
  readonly note?: string;
}

/** A whole HTML document. */
export function sheet({ title, number, satker, body, hands, note }: Sheet): string {
  const page = html`<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} ${number} · Digipay Satu</title>`;
  const style = `<style>${STYLE}</style></head>`;
  const rest = html`<body>
${satker.fictional ? html`<p class="sample">CONTOH – data rekaan, bukan dokumen negara</p>` : null}
<header><p>${satker.ministry}</p><p class="office">${satker.name}</p><p>${satker.address} · Satker ${satker.code} · NPWP ${grouped(satker.npwp)}</p></header>
<main><h1>${title}</h1><p class="number">Nomor ${number}</p>
${body}
${hands.length > 0 ? html`<section class="hands" aria-label="Tanda tangan">${hands.map((hand) => signature(hand, satker.zone))}</section>` : null}
</main>
<footer>${note ?? 'Dibuat oleh Digipay Satu dari data transaksi. Tanda tangan elektronik bersegel menyusul pada versi berikutnya.'}</footer>
</body></html>`;
  return page.text + style + rest.text;
}

function signature({ office, name, at }: Hand, zone: Zone): Html {
  const signed = at === null ? 'belum ditandatangani' : `ditandatangani secara elektronik ${when(new Date(at), zone)}`;
  return html`<div><p>${office}</p><p>${name === null ? '' : signed}</p><p class="name">${name ?? 'belum ditandatangani'}</p></div>`;
}

/** NPWP and account numbers in groups of four. */
export function grouped(digits: string): string {
  return digits.replace(/(.{4})(?=.)/g, '$1 ');
}

export function facts(entries: readonly (readonly [label: string, value: string | null])[]): Html {
  const shown = entries.filter(([, value]) => value !== null && value !== '');
  return html`<dl>${shown.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
}
