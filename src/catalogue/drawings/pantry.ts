/** Food and drink, health, cleaning. */
import { box, circle, type Drawing, INK, MIST, moved, oval, rect, STEEL, shape, stroke, WHITE } from './pencil.ts';

const boxMeal: Drawing = (t) =>
  shape('M20 50l10-26h60l10 26z', t.dark) +
  shape('M26 50l8-20h52l8 20z', t.main) +
  oval(60, 52, 36, 9, WHITE) +
  oval(48, 49, 17, 10, WHITE) +
  circle(72, 49, 8, '#e9b04a') +
  circle(82, 51, 6, '#c9543f') +
  shape('M58 48c3-8 10-8 10-14 5 4 3 12-2 16z', '#4c9a5b') +
  shape('M18 52h84l-8 44c0 3-2 4-4 4H30c-2 0-4-1-4-4z', t.light) +
  rect(42, 66, 36, 20, 4, WHITE) +
  stroke('M49 73h22M53 79h14', t.main, 3);

const snackBox: Drawing = (t) =>
  box(60, 50, 40, 30, t.light, t.main, t.dark) +
  shape('M36 38l8-4 40 20v29l-8 4V58z', t.accent) +
  circle(40, 78, 6.5, WHITE) +
  stroke('M60 50c-14-18-22-8-12-4M60 50c14-18 22-8 12-4', t.accent, 4.5);

const snack: Drawing = (t) =>
  oval(60, 90, 46, 9, WHITE) +
  oval(60, 87, 46, 8, t.light) +
  shape('M20 84c0-16 9-26 20-26s20 10 20 26z', '#e0a64f') +
  stroke('M30 68l4 6M40 63v8M50 68l-4 6', '#b87a2c', 3) +
  rect(62, 54, 34, 30, 4, t.main) +
  rect(62, 54, 34, 10, 4, WHITE) +
  circle(79, 48, 7, '#c9543f') +
  stroke('M66 74h26', t.light, 4);

const rice: Drawing = (t) =>
  shape('M34 34c-8 18-12 40-8 62 1 4 3 5 6 5h56c3 0 5-1 6-5 4-22 0-44-8-62z', WHITE) +
  shape('M34 34c-8 18-12 40-8 62 1 4 3 5 6 5h14c-8-20-8-46-2-67z', MIST) +
  shape('M38 20c14 6 30 6 44 0l4 15H34z', t.light) +
  stroke('M34 35h52', t.dark, 5) +
  circle(62, 68, 19, t.main) +
  stroke(
    'M62 82V60M62 66c-8 0-9-6-9-8 6 0 9 3 9 8zM62 66c8 0 9-6 9-8-6 0-9 3-9 8zM62 74c-7 0-9-5-9-7M62 74c7 0 9-5 9-7',
    '#f6e3a1',
    3,
  );

const grocery: Drawing = (t, v) =>
  shape('M40 22h40l3 10-3 8v56c0 3-2 5-5 5H45c-3 0-5-2-5-5V40l-3-8z', v === 1 ? WHITE : t.light) +
  rect(40, 50, 40, 34, 0, t.main) +
  circle(60, 67, 12, WHITE) +
  (v === 1 ? shape('M54 72c0-10 6-14 13-14 0 9-4 14-13 14z', '#4c9a5b') : circle(60, 67, 6.5, t.accent)) +
  stroke('M40 38h40', t.dark, 3) +
  stroke('M45 27h30', t.dark, 2);

const oil: Drawing = (t) =>
  rect(50, 12, 20, 12, 3, t.dark) +
  shape('M52 24h16c0 8 14 10 14 24v48c0 3-2 5-5 5H43c-3 0-5-2-5-5V48c0-14 14-16 14-24z', '#f2c14e') +
  shape('M44 46c2-8 8-9 10-16h4c-2 10-8 12-8 20v46h-6z', '#f9e1a0') +
  rect(38, 58, 44, 26, 0, t.main) +
  stroke('M48 67h24M52 75h16', WHITE, 3.5);

const water: Drawing = (t) =>
  [
    [14, 8],
    [66, 8],
    [40, 0],
  ]
    .map(([x, y]) =>
      moved(
        `translate(${x} ${y})`,
        rect(13, 12, 14, 8, 2, t.dark),
        shape('M15 20h10c0 8 9 10 9 22v50c0 4-2 6-5 6H11c-3 0-5-2-5-6V42c0-12 9-14 9-22z', t.light),
        rect(6, 48, 28, 24, 0, t.main),
        rect(11, 40, 4, 54, 2, 'rgba(255,255,255,.55)'),
        shape('M20 52c4 6 5 7 5 10a5 5 0 0 1-10 0c0-3 1-4 5-10z', WHITE),
      ),
    )
    .join('');

const gallon: Drawing = (t) =>
  rect(50, 10, 20, 12, 3, t.dark) +
  shape('M52 22h16c0 6 22 6 22 20v50c0 5-3 8-8 8H38c-5 0-8-3-8-8V42c0-14 22-14 22-20z', t.light) +
  rect(30, 50, 60, 5, 0, t.main) +
  rect(30, 84, 60, 5, 0, t.main) +
  rect(40, 58, 40, 22, 4, WHITE) +
  shape('M60 60c5 7 6 8 6 12a6 6 0 0 1-12 0c0-4 1-5 6-12z', t.main) +
  rect(36, 38, 6, 58, 3, 'rgba(255,255,255,.5)');

const cup: Drawing = (t) =>
  stroke('M48 18c6 6-6 10 0 17M64 18c6 6-6 10 0 17', t.light, 4.5) +
  `<circle cx="86" cy="62" r="13" fill="none" stroke="${t.main}" stroke-width="7"/>` +
  shape('M26 44h62v26c0 16-12 26-31 26S26 86 26 70z', t.main) +
  shape('M26 44h12v38c-8-4-12-8-12-16z', t.light) +
  oval(57, 45, 31, 8, '#6b442a') +
  oval(57, 99, 40, 5, t.dark);

const milk: Drawing = (t) =>
  shape('M38 40l10-18h30l10 18z', t.light) +
  rect(48, 14, 30, 9, 2, t.dark) +
  rect(38, 40, 50, 60, 2, WHITE) +
  shape('M38 66c10-8 16 8 26 0s14 4 24-2v36H38z', t.main) +
  circle(58, 54, 6, t.accent) +
  shape('M30 60l8-20v60h-8z', MIST);

const vitamins: Drawing = (t) =>
  rect(34, 16, 40, 16, 4, t.dark) +
  stroke('M42 20v8M50 20v8M58 20v8M66 20v8', t.main, 2.5) +
  rect(30, 32, 48, 66, 9, '#d9863b') +
  rect(30, 50, 48, 34, 0, WHITE) +
  stroke('M54 57v20M44 67h20', t.main, 7) +
  moved('rotate(-30 92 90)', rect(76, 83, 32, 14, 7, t.main), rect(92, 83, 16, 14, 7, t.light)) +
  circle(88, 68, 7, t.accent);

const firstAid: Drawing = (t) =>
  `<rect x="44" y="22" width="32" height="22" rx="7" fill="none" stroke="${INK}" stroke-width="6"/>` +
  rect(16, 36, 88, 62, 10, t.main) +
  rect(16, 36, 88, 14, 8, t.light) +
  circle(60, 68, 21, WHITE) +
  stroke('M60 57v22M49 68h22', '#d0463c', 8);

const mask: Drawing = (t) =>
  stroke('M30 48C8 44 10 84 34 78M90 48c22-4 20 36-4 30', STEEL, 4) +
  shape('M28 44c20 0 22-8 32-8s12 8 32 8c2 30-10 48-32 48S26 74 28 44z', t.light) +
  shape('M28 44c20 0 22-8 32-8s12 8 32 8l-.500 9H28.500z', t.main) +
  stroke('M36 62h48M40 72h40M47 82h26', WHITE, 3.5);

const sanitiser: Drawing = (t) =>
  stroke('M60 34V22H40v6', INK, 6) +
  rect(52, 32, 16, 10, 2, INK) +
  shape('M40 50c0-6 6-8 8-8h24c2 0 8 2 8 8v44c0 4-2 6-6 6H46c-4 0-6-2-6-6z', t.light) +
  rect(40, 58, 40, 30, 0, WHITE) +
  stroke('M60 64v18M51 73h18', t.main, 6) +
  circle(30, 44, 4, t.main) +
  circle(24, 56, 3, t.light);

const thermometer: Drawing = (t) =>
  moved(
    'rotate(38 60 60)',
    rect(50, 14, 20, 72, 10, WHITE),
    rect(54, 22, 12, 24, 3, t.light),
    rect(57, 50, 6, 26, 3, '#d0463c'),
    rect(54, 82, 12, 20, 6, STEEL),
    rect(50, 14, 20, 8, 5, t.main),
  ) + stroke('M84 78h16M92 70v16', t.main, 5);

const broom: Drawing = (t) =>
  moved(
    'rotate(24 60 60)',
    rect(57, 4, 6, 58, 3, '#b98a55'),
    rect(48, 58, 24, 12, 4, t.dark),
    shape('M48 70h24l10 32H38z', t.main),
    stroke('M52 76l-5 22M60 76v24M68 76l5 22', t.light, 3),
  ) + shape('M78 92h26l-4 10H82z', t.accent);

const mop: Drawing = (t) =>
  moved('rotate(16 74 50)', rect(72, 4, 6, 66, 3, STEEL), oval(75, 72, 14, 6, WHITE)) +
  `<path d="M30 56c0-30 52-30 52 0" fill="none" stroke="${STEEL}" stroke-width="4"/>` +
  shape('M24 56h64l-7 40c-1 3-3 5-6 5H37c-3 0-5-2-6-5z', t.main) +
  shape('M24 56h16l5 45h-8c-3 0-5-2-6-5z', t.light) +
  rect(20, 52, 72, 9, 4.5, t.dark);

const spray: Drawing = (t) =>
  shape('M46 20h26c4 0 6 3 6 7H62v9H50v-6c-6 0-8-4-4-10z', t.dark) +
  stroke('M76 30c2 6 2 8 4 12', t.dark, 4) +
  rect(50, 36, 14, 10, 0, STEEL) +
  shape('M48 46h18c2 8 14 10 14 24v26c0 3-2 5-5 5H41c-3 0-5-2-5-5V70c0-14 10-16 12-24z', t.main) +
  rect(36, 70, 44, 20, 0, WHITE) +
  circle(58, 80, 7, t.light) +
  circle(30, 20, 3.5, t.light) +
  circle(22, 28, 3, t.light) +
  circle(24, 14, 2.5, t.light);

const soap: Drawing = (t) =>
  shape('M38 40c0-6 6-10 12-10h20c6 0 12 4 12 10v54c0 4-3 7-7 7H45c-4 0-7-3-7-7z', t.main) +
  rect(44, 14, 32, 16, 5, t.dark) +
  rect(38, 48, 44, 34, 0, WHITE) +
  circle(54, 64, 8, t.light) +
  circle(66, 70, 6, t.accent) +
  circle(66, 57, 4, t.light) +
  rect(43, 38, 5, 58, 2.5, 'rgba(255,255,255,.4)');

const tissue: Drawing = (t) =>
  shape('M42 52c4-14-4-22 8-34 6 8 14 2 22 8 8 8 2 18 6 26z', WHITE) +
  stroke('M52 26c-2 8 2 14 0 22M66 30c2 6 0 12 2 18', MIST, 3) +
  rect(18, 50, 84, 48, 7, t.main) +
  rect(18, 50, 84, 15, 7, t.light) +
  oval(60, 54, 26, 5, t.dark) +
  circle(42, 82, 8, t.accent) +
  circle(60, 82, 8, WHITE) +
  circle(78, 82, 8, t.light);

const bin: Drawing = (t) =>
  rect(48, 18, 24, 10, 4, INK) +
  rect(24, 26, 72, 12, 5, t.dark) +
  shape('M30 40h60l-6 56c0 3-2 5-5 5H41c-3 0-5-2-5-5z', t.main) +
  shape('M30 40h14l3 61h-6c-3 0-5-2-5-5z', t.light) +
  stroke('M56 52l1 36M68 52l-1 36', t.dark, 4);

const trashBag: Drawing = (t) =>
  shape('M50 30c-8-8-6-14-2-14s6 6 12 6 8-6 12-6 6 6-2 14z', t.dark) +
  shape('M48 30h24c16 10 26 30 26 48 0 16-14 23-38 23S22 94 22 78c0-18 10-38 26-48z', t.main) +
  shape('M48 30h8C44 46 38 66 42 98 28 95 22 89 22 78c0-18 10-38 26-48z', t.light) +
  rect(46, 26, 28, 8, 4, t.accent);

const cleaners: Drawing = (t) =>
  moved('translate(-17 0)', mop(t, 0)) + moved('translate(46 26) scale(.74)', spray(t, 0));

export const pantryDrawings = {
  boxMeal,
  snackBox,
  snack,
  rice,
  grocery,
  oil,
  water,
  gallon,
  cup,
  milk,
  vitamins,
  firstAid,
  mask,
  sanitiser,
  thermometer,
  broom,
  mop,
  spray,
  soap,
  tissue,
  bin,
  trashBag,
  cleaners,
};
