/** Clothes, print, hire and vehicles. */
import { careBadge, circle, type Drawing, INK, MIST, moved, rect, STEEL, shape, stroke, WHITE } from './pencil.ts';

const SHIRT = 'M42 22l-24 14 8 22 12-5v46c0 2 1 3 3 3h38c2 0 3-1 3-3V53l12 5 8-22-24-14c-4 8-32 8-36 0z';

const shirt: Drawing = (t, v) =>
  shape(SHIRT, t.main) +
  shape('M42 22l-24 14 8 22 12-5V34z', t.light) +
  shape('M42 22c4 8 32 8 36 0l-6-3c-4 5-20 5-24 0z', t.dark) +
  (v === 1
    ? stroke('M60 30v70', t.dark, 2.5) +
      [42, 56, 70, 84].map((y) => circle(60, y, 2.5, WHITE)).join('') +
      rect(67, 44, 14, 14, 2, t.dark)
    : shape('M50 27l10 13 10-13z', t.dark) + rect(66, 48, 12, 8, 2, t.accent));

const batik: Drawing = (t) =>
  shape(SHIRT, t.dark) +
  [
    [50, 48],
    [70, 48],
    [60, 64],
    [50, 80],
    [70, 80],
    [60, 94],
    [28, 44],
    [92, 44],
  ]
    .map(([x, y]) => circle(x ?? 0, y ?? 0, 6, t.light) + circle(x ?? 0, y ?? 0, 2.5, t.accent))
    .join('') +
  shape('M48 24l12 14 12-14 4 4-16 20-16-20z', t.main);

const vest: Drawing = (t) =>
  shape('M40 20l-14 12 4 24-6 42c0 2 1 4 3 4h30V50L46 20zM80 20l14 12-4 24 6 42c0 2-1 4-3 4H63V50l11-30z', t.main) +
  shape('M26 72h31v9H25zM63 72h31l1 9H63zM33 40h8v32h-8zM79 40h8v32h-8z', '#f4e58a');

const shoes: Drawing = (t) =>
  shape('M16 40h28c2 12 10 20 26 24 20 4 34 8 34 22H16z', t.main) +
  shape('M16 40h28l2 8H16z', t.dark) +
  rect(12, 84, 94, 12, 5, INK) +
  stroke('M50 58l8-6M57 64l8-6M65 68l7-6', WHITE, 4);

const helmet: Drawing = (t) =>
  shape('M22 76c0-26 16-44 38-44s38 18 38 44z', t.main) +
  shape('M22 76c0-22 12-40 30-43-8 10-12 26-12 43z', t.light) +
  rect(52, 26, 16, 50, 6, t.dark) +
  rect(12, 74, 96, 12, 6, t.accent);

const banner: Drawing = (t) =>
  rect(12, 18, 6, 84, 3, STEEL) +
  rect(102, 18, 6, 84, 3, STEEL) +
  shape('M18 28c28 8 56-8 84 0v46c-28-8-56 8-84 0z', t.main) +
  shape('M18 28c28 8 56-8 84 0v12c-28-8-56 8-84 0z', t.light) +
  stroke('M36 54c16 2 32-4 48-3', WHITE, 6) +
  stroke('M44 65c12 1 20-3 32-3', t.accent, 4.5);

const standBanner: Drawing = (t) =>
  rect(26, 94, 68, 8, 4, STEEL) +
  rect(34, 16, 52, 79, 2, t.main) +
  shape('M34 16h52v34L34 62z', t.light) +
  circle(60, 38, 11, WHITE) +
  stroke('M44 70h32M44 79h22', WHITE, 4.5) +
  rect(32, 13, 56, 5, 2.5, INK);

const book: Drawing = (t) =>
  moved(
    'rotate(-8 60 62)',
    rect(30, 24, 58, 74, 4, t.dark),
    rect(36, 26, 54, 68, 2, WHITE),
    rect(30, 22, 56, 72, 4, t.main),
    rect(30, 22, 9, 72, 4, t.dark),
    rect(47, 36, 31, 18, 3, WHITE),
    stroke('M52 42h21M52 48h12', t.main, 2.5),
    circle(62, 74, 8, t.accent),
  );

const flyer: Drawing = (t) =>
  moved('rotate(10 60 60)', rect(40, 24, 48, 70, 3, t.dark)) +
  moved(
    'rotate(-4 60 60)',
    rect(30, 24, 50, 72, 3, WHITE),
    rect(30, 24, 50, 28, 3, t.main),
    circle(55, 38, 8, t.accent),
    stroke('M38 62h34M38 71h34M38 80h20', MIST, 4),
  );

const idCard: Drawing = (t) =>
  stroke('M40 8l18 26M80 8L62 34', t.main, 6) +
  rect(54, 30, 12, 10, 3, STEEL) +
  rect(32, 38, 56, 64, 7, WHITE) +
  shape('M32 45c0-4 3-7 7-7h42c4 0 7 3 7 7v7H32z', t.main) +
  circle(60, 66, 8, t.light) +
  shape('M46 86c0-14 28-14 28 0z', t.light) +
  stroke('M46 94h28', t.dark, 3.5);

const plaque: Drawing = (t) =>
  shape('M34 20h52v22c0 20-10 32-26 38-16-6-26-18-26-38z', t.accent) +
  shape('M41 27h38v16c0 15-7 23-19 28-12-5-19-13-19-28z', WHITE) +
  shape('M60 33l4 9 10 1-8 6 3 10-9-5-9 5 3-10-8-6 10-1z', t.main) +
  rect(54, 78, 12, 12, 0, t.dark) +
  rect(34, 88, 52, 13, 4, t.dark);

const tent: Drawing = (t) =>
  rect(18, 54, 5, 48, 2, STEEL) +
  rect(97, 54, 5, 48, 2, STEEL) +
  rect(57.5, 56, 5, 44, 2, STEEL) +
  shape('M60 14L12 50h96z', t.main) +
  shape('M60 14L36 50h24zM60 14l24 36h24z', t.light) +
  shape('M12 50h96v6c-6 8-10 8-16 0-6 8-10 8-16 0-6 8-10 8-16 0-6 8-10 8-16 0-6 8-10 8-16 0-6 8-10 8-16 0z', WHITE) +
  stroke('M60 14V6', INK, 3) +
  shape('M61 5l12 4-12 4z', t.accent);

const CAR =
  'M10 66c0-5 3-8 8-9l10-2 14-16c2-2 4-3 7-3h28c3 0 5 1 7 3l11 16 9 3c4 1 6 4 6 8v14c0 3-2 5-5 5H15c-3 0-5-2-5-5z';

const car: Drawing = (t) =>
  shape(CAR, t.main) +
  shape('M37 56l10-12c1-1 2-2 4-2h10v14zM66 42h11c2 0 3 1 4 2l8 12H66z', WHITE) +
  rect(10, 70, 100, 6, 0, t.dark) +
  circle(34, 84, 13, INK) +
  circle(34, 84, 6, MIST) +
  circle(87, 84, 13, INK) +
  circle(87, 84, 6, MIST) +
  rect(101, 61, 8, 6, 3, t.accent);

const bus: Drawing = (t) =>
  rect(8, 30, 104, 56, 9, t.main) +
  rect(8, 66, 104, 8, 0, t.accent) +
  [16, 36, 56].map((x) => rect(x, 38, 17, 20, 3, WHITE)).join('') +
  rect(78, 38, 16, 46, 3, t.light) +
  rect(97, 38, 12, 22, 3, WHITE) +
  circle(32, 88, 12, INK) +
  circle(32, 88, 5, MIST) +
  circle(86, 88, 12, INK) +
  circle(86, 88, 5, MIST);

const carCare: Drawing = (t) => moved('translate(-4 -10)', car(t, 0)) + careBadge(t);

const motorCare: Drawing = (t) =>
  `<g fill="none" stroke="${INK}" stroke-width="7"><circle cx="28" cy="78" r="15"/><circle cx="90" cy="78" r="15"/></g>` +
  stroke('M78 34h-10l20 42', STEEL, 5) +
  shape('M28 60c0-6 4-9 10-9h24l12-8 8 18-16 20H40c-8 0-12-8-12-21z', t.main) +
  shape('M22 50h32c4 0 5 7 0 7H30c-6 0-10-2-8-7z', INK) +
  circle(54, 72, 8, t.light) +
  careBadge(t);

const speaker: Drawing = (t) =>
  rect(20, 18, 44, 84, 6, INK) +
  circle(42, 72, 17, t.main) +
  circle(42, 72, 8, t.light) +
  circle(42, 38, 10, t.main) +
  circle(42, 38, 4, t.light) +
  stroke('M84 54v40M72 100h24', STEEL, 5) +
  moved('rotate(24 84 40)', rect(77, 22, 14, 18, 7, t.accent), rect(79, 38, 10, 24, 3, t.dark));

const stage: Drawing = (t) =>
  shape('M14 18h92v58H14z', t.dark) +
  shape('M14 18h26c0 26-8 48-26 58zM106 18H80c0 26 8 48 26 58z', t.main) +
  shape('M60 22l22 54H38z', 'rgba(255,255,255,.2)') +
  rect(8, 76, 104, 24, 3, t.light) +
  rect(8, 76, 104, 6, 3, WHITE) +
  stroke('M60 52v22', STEEL, 4) +
  circle(60, 48, 6, t.accent);

const hall: Drawing = (t) =>
  shape('M12 48L60 18l48 30z', t.dark) +
  rect(18, 48, 84, 50, 2, t.main) +
  [26, 80].map((x) => rect(x, 58, 14, 18, 2, WHITE)).join('') +
  rect(48, 60, 24, 38, 3, t.light) +
  rect(58, 60, 4, 38, 0, t.dark) +
  rect(10, 96, 100, 6, 3, STEEL);

export const streetDrawings = {
  shirt,
  batik,
  vest,
  shoes,
  helmet,
  banner,
  standBanner,
  book,
  flyer,
  idCard,
  plaque,
  tent,
  car,
  bus,
  carCare,
  motorCare,
  speaker,
  stage,
  hall,
};
