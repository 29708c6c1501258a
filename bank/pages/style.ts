/** The sandbox bank's own look: unlike the platform and unlike any real bank. */

export const STYLE = `
:root{--ink:#16202b;--quiet:#4a5a6a;--paper:#fff;--ground:#eef2f3;--line:#c6d0d6;--brand:#0b5563;--brand-ink:#fff;
--warn:#7a4100;--warn-ground:#fff3dc;--bad:#9b1c1c;--bad-ground:#fdecec;--good:#146c43;--good-ground:#e6f5ec}
@media (prefers-color-scheme:dark){:root{--ink:#e7eef2;--quiet:#a9b8c2;--paper:#18222b;--ground:#0f161c;--line:#3a4a56;
--brand:#7fd0de;--brand-ink:#06252b;--warn:#ffd08a;--warn-ground:#3a2a10;--bad:#ffb3b3;--bad-ground:#3d1a1a;
--good:#8fe0b4;--good-ground:#12301f}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,"Noto Sans",sans-serif;
font-variant-numeric:tabular-nums}
.ribbon{background:var(--warn-ground);color:var(--warn);text-align:center;padding:.5rem 1rem;font-size:.875rem;font-weight:600}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem;max-width:30rem;margin:0 auto;padding:1rem}
header.wide,main.wide{max-width:70rem}
.brand{font-weight:700;font-size:1.125rem;color:var(--brand)}
main{max-width:30rem;margin:0 auto 3rem;padding:0 1rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1.25rem;margin-bottom:1rem}
h1{font-size:1.25rem;line-height:1.3;margin:0 0 1rem}h2{font-size:1.0625rem;margin:0 0 .75rem}
.amount{font-size:1.75rem;font-weight:700;margin:.25rem 0 .75rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--quiet)}dd{margin:0;text-align:right;overflow-wrap:anywhere}dd.whole{white-space:nowrap}
label{display:block;font-weight:600;margin:.75rem 0 .25rem}
.hint{color:var(--quiet);font-size:.875rem;margin:.25rem 0}
input,textarea{width:100%;min-height:3rem;font:inherit;font-size:1.125rem;padding:.5rem .75rem;border:1px solid var(--quiet);
border-radius:.5rem;background:var(--paper);color:var(--ink)}
textarea{min-height:9rem;font-size:1rem;overflow-wrap:anywhere;resize:vertical}
fieldset{border:0;margin:.75rem 0 0;padding:0;max-height:26rem;overflow-y:auto}legend{font-weight:600;padding:0}
.choice{display:flex;gap:.75rem;align-items:center;margin:.5rem 0 0;padding:.5rem .75rem;min-height:3rem;font-weight:400;
border:1px solid var(--line);border-radius:.5rem;cursor:pointer}
.choice input{width:1.25rem;min-height:1.25rem;flex:none;margin:0}.choice small{display:block;color:var(--quiet);font-size:.875rem}
input[aria-invalid=true],textarea[aria-invalid=true]{border:2px solid var(--bad)}
button,.button{display:block;width:100%;min-height:3rem;margin-top:1rem;font:inherit;font-weight:600;text-align:center;
border:1px solid var(--brand);border-radius:.5rem;padding:.75rem 1rem;cursor:pointer;text-decoration:none;
background:var(--brand);color:var(--brand-ink)}
button.quiet,.button.quiet{background:transparent;color:var(--brand)}
button.link{background:none;border:none;color:var(--quiet);text-decoration:underline;font-weight:400;margin-top:.25rem}
a{color:var(--brand)}
:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
.note{border-radius:.5rem;padding:.75rem 1rem;margin:0 0 1rem}
.bad{background:var(--bad-ground);color:var(--bad)}.good{background:var(--good-ground);color:var(--good)}
.steps{color:var(--quiet);font-size:.875rem;margin:0 0 .25rem}
.code{font-size:2rem;font-weight:700;letter-spacing:.2em;margin:.5rem 0}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:700;padding-bottom:.5rem}
th,td{text-align:left;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td.sum,th.sum{text-align:right;white-space:nowrap}
`;

/** Rewrites the remaining time every ten seconds; without it the text of the server stays. */
export const COUNTDOWN_SCRIPT = `
const place = document.querySelector('[data-until]');
const tick = () => {
  const left = Math.max(0, Math.ceil((Date.parse(place.dataset.until) - Date.now()) / 60000));
  place.textContent = place.dataset.text.replace('{minutes}', String(left));
};
if (place) { tick(); setInterval(tick, 10000); }
`;
