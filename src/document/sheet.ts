/** The sheet every paper is drawn on: head of the office, title, number, signatures, marks. A4. */
import { createHash } from 'node:crypto';
import { when, type Zone } from '../kernel/time.ts';
import type { Satker } from '../organisation/satker.ts';
import { type Html, html, type Part } from './html.ts';

const STYLE = `:root{color-scheme:light;--card:#fff;--sunken:#eef0f1;--line:#dde1e3;--control:#6b767d;--muted:#505a61;--text:#161c21;--bad-600:#b3261e;--bad-700:#8c1d18;--wait-500:#c77700;--wait-700:#7a4a00;--focus:#ffc933;--font:"Plus Jakarta Sans Variable",system-ui,"Noto Sans",sans-serif}
@page{size:A4;margin:16mm}
*{box-sizing:border-box}
body{margin:0 auto;max-width:194mm;padding:8mm;background:var(--card);color:var(--text);font:400 16px/24px var(--font);font-variant-numeric:tabular-nums;word-spacing:.06em;overflow-wrap:anywhere}
header{border-bottom:3px double var(--text);padding-bottom:8px;margin-bottom:16px}
p{margin:0 0 8px}header p{margin:0}.office{font-weight:700;font-size:20px;line-height:28px}.small{font-size:14px;line-height:20px}
h1{font-size:24px;line-height:32px;margin:0;text-align:center}
.number{text-align:center;margin:0 0 16px}
h2{font-size:16px;line-height:24px;margin:16px 0 4px;break-after:avoid}
dl{display:grid;grid-template-columns:46mm 1fr;gap:2px 12px;margin:0 0 12px}dt{color:var(--muted)}dd{margin:0}
.scroll{margin:0 0 16px}.scroll:focus-visible{outline:3px solid var(--focus);box-shadow:0 0 0 5px var(--text)}
table{width:100%;border-collapse:collapse;font-size:14px;line-height:20px;overflow-wrap:normal}caption{text-align:left;font-weight:700;font-size:16px;line-height:24px;padding:4px 0}
th,td{border:1px solid var(--control);padding:4px 6px;text-align:left;vertical-align:top}thead th{background:var(--sunken)}
tbody th{font-weight:400}tr{break-inside:avoid}.n{text-align:right;white-space:nowrap}tfoot th,tfoot td{font-weight:400}tr.total th,tr.total td{font-weight:700}
.amount{font-size:20px;line-height:28px;font-weight:700;margin:0}.words{font-style:italic}
ul{margin:0 0 12px;padding-left:20px}
.hands{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:16px;margin-top:24px;break-inside:avoid}.hands div{flex:1 1 48mm;max-width:84mm;display:flex;flex-direction:column;border:1px solid var(--line);border-radius:6px;padding:8px}
.hands p{margin:0}.hands .name{margin-top:auto;padding-top:12px;font-weight:700}.hands .how{color:var(--muted)}
.mark{border:2px solid var(--bad-600);color:var(--bad-700);font-weight:700;text-align:center;padding:4px;margin:0 0 12px}.mark.state{border-color:var(--wait-500);color:var(--wait-700)}
.leaf{break-inside:avoid}
footer{margin-top:24px;border-top:1px solid var(--line);padding-top:6px;color:var(--muted)}footer p{margin:0}
@media (max-width:600px){body{padding:16px}.hands div{max-width:none}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}.scroll{overflow-x:auto}.scroll table{min-width:540px}}
@media print{body{max-width:none;padding:0;font-size:10pt;line-height:13.5pt}table,.small{font-size:9pt;line-height:12pt}h1,.office{font-size:14pt;line-height:19pt}h2,caption{font-size:10pt;line-height:14pt}p,dl,ul{margin-bottom:6px}.scroll,.number,header{margin-bottom:10px}h2{margin-top:10px}.hands,footer{margin-top:14px}}`;

/** What a policy of the answer must allow: this one style and nothing else. */
export const styleHash = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/** One who answers for the paper. */
export interface Hand {
  /** As what office: `Pejabat Pembuat Komitmen`. */
  readonly office: string;
  /** Who did, or is to; null when nobody is named. */
  readonly name: string | null;
  /** What they did and when; null: not yet. Never says more than what is on record. */
  readonly done: string | null;
}

interface Sheet {
  readonly title: string;
  readonly number: string;
  readonly satker: Satker;
  /** What the regime calls the office: `Satker`, `SKPD`. */
  readonly workUnit: string;
  readonly sample: boolean;
  readonly mark: string | null;
  readonly body: Html;
  readonly hands: readonly Hand[];
}

/** A whole HTML document. */
export function sheet({ title, number, satker, workUnit, sample, mark, body, hands }: Sheet): string {
  const numbered = number === '–' ? 'Belum bernomor' : `Nomor ${number}`;
  const head = html`<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} ${number} · Digipay Satu</title>`;
  const rest = html`<body>
<header><p>${satker.ministry}</p><p class="office">${satker.name}</p><p class="small">${satker.address} · ${workUnit} ${satker.code} · NPWP ${grouped(satker.npwp)}</p></header>
<main>${sample ? html`<p class="mark">CONTOH – data rekaan, bukan dokumen negara</p>` : null}${mark === null ? null : html`<p class="mark state">${mark}</p>`}<h1>${title}</h1><p class="number">${numbered}</p>
${body}
${hands.length === 0 ? null : html`<section class="hands" aria-label="Tanda tangan dan persetujuan">${hands.map(signature)}</section>`}
</main>
<footer class="small"><p>Dibuat oleh Digipay Satu dari data transaksi.</p>${hands.length === 0 ? null : html`<p>Nama dan waktu persetujuan di atas tercatat di Digipay Satu. Ini bukan tanda tangan elektronik tersertifikasi.</p>`}</footer>
</body></html>`;
  return `${head.text}<style>${STYLE}</style></head>${rest.text}`;
}

function signature({ office, name, done }: Hand): Html {
  return html`<div><p>${office}</p><p class="how small">${done ?? 'Belum ditandatangani'}</p><p class="name">${name ?? '–'}</p></div>`;
}

/** `Disetujui 24 November 2026 09.05 WIB`; null while `at` is. */
export function doneAt(deed: string, at: string | null, zone: Zone): string | null {
  return at === null ? null : `${deed} ${when(new Date(at), zone)}`;
}

/** NPWP in groups of four. */
export function grouped(digits: string): string {
  return digits.replace(/(.{4})(?=.)/g, '$1 ');
}

export function facts(entries: readonly (readonly [label: string, value: string | null])[]): Html {
  const shown = entries.filter(([, value]) => value !== null && value !== '');
  return html`<dl>${shown.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
}

interface Table {
  readonly caption: string;
  /** Right-aligned columns have `n`. */
  readonly columns: readonly { readonly title: string; readonly n?: true }[];
  /** Each begins with its row heading. */
  readonly rows: readonly (readonly Part[])[];
  readonly foot?: readonly { readonly label: string; readonly value: string; readonly total?: true }[];
}

/** A table with caption and headings; on a phone it scrolls by itself. The foot has a label and one figure a row. */
export function table({ caption, columns, rows, foot = [] }: Table): Html {
  const cell = (part: Part, column: number): Html => {
    if (column === 0) return html`<th scope="row">${part}</th>`;
    return columns[column]?.n ? html`<td class="n">${part}</td>` : html`<td>${part}</td>`;
  };
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${columns.map(({ title, n }) => (n ? html`<th scope="col" class="n">${title}</th>` : html`<th scope="col">${title}</th>`))}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody>
${foot.length === 0 ? null : html`<tfoot>${foot.map(({ label, value, total }) => html`<tr class="${total ? 'total' : ''}"><th scope="row" colspan="${columns.length - 1}">${label}</th><td class="n">${value}</td></tr>`)}</tfoot>`}</table></div>`;
}
