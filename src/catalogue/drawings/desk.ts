/** Things on a desk: paper, pens, filing. */
import { box, circle, type Drawing, INK, MIST, moved, oval, rect, STEEL, shape, stroke, WHITE } from './pencil.ts';

const paper: Drawing = (t) =>
  box(60, 58, 42, 26, WHITE, t.main, t.dark) +
  shape('M18 66l42 21v16L18 82z', t.light) +
  stroke('M26 75l18 9', WHITE, 4) +
  moved(
    'rotate(-5 60 50)',
    shape('M60 30l40 20-40 20-40-20z', MIST),
    shape('M60 26l40 20-40 20-40-20z', WHITE),
    stroke('M50 41l24 12M43 46l18 9', t.light, 3),
  );

const colouredPaper: Drawing = (t) =>
  [0, 1, 2, 3]
    .map((i) =>
      moved(`rotate(${i * 11 - 18} 60 104)`, rect(38, 28, 44, 62, 3, [t.dark, t.main, t.accent, t.light][i] ?? t.main)),
    )
    .join('') + moved('rotate(15 60 104)', stroke('M47 42h26M47 51h26M47 60h16', WHITE, 3));

const pen: Drawing = (t, v) =>
  moved(
    'rotate(40 60 60)',
    rect(54, 16, 12, 62, 5, t.main),
    rect(54, 16, 5, 62, 2.5, t.light),
    rect(53, 42, 14, 4, 1, MIST),
    rect(67, 20, 4, 26, 2, t.dark),
    shape('M54 78h12l-4 18h-4z', v === 1 ? t.accent : INK),
    shape('M58.500 96h3l-1.500 6z', STEEL),
  );

const pencil: Drawing = (t) =>
  moved(
    'rotate(38 60 60)',
    rect(53, 22, 14, 58, 0, t.main),
    rect(57.5, 22, 5, 58, 0, t.light),
    rect(53, 16, 14, 8, 0, STEEL),
    rect(53, 9, 14, 9, 4, t.accent),
    shape('M53 80h14l-7 20z', '#f2d7b0'),
    shape('M57.500 93h5l-2.500 7z', INK),
  );

const marker: Drawing = (t) =>
  [
    [-16, t.dark],
    [4, t.main],
    [24, t.accent],
  ]
    .map(([turn, fill]) =>
      moved(
        `rotate(${turn} 60 108)`,
        rect(53, 44, 14, 48, 4, WHITE),
        rect(53, 54, 14, 26, 0, String(fill)),
        rect(53, 24, 14, 26, 5, String(fill)),
        rect(56, 28, 3, 18, 1.5, 'rgba(255,255,255,.5)'),
      ),
    )
    .join('');

const eraser: Drawing = (t) =>
  moved(
    'rotate(-18 60 64)',
    rect(24, 48, 72, 32, 7, WHITE),
    rect(24, 48, 46, 32, 5, t.main),
    rect(24, 48, 46, 9, 5, t.light),
    rect(56, 48, 6, 32, 0, t.dark),
    rect(70, 72, 26, 8, 4, MIST),
  ) + stroke('M84 94h14M78 99h10', STEEL, 2.5);

const stapler: Drawing = (t) =>
  rect(20, 84, 80, 10, 5, t.dark) +
  shape('M24 78c0-6 4-9 10-10l56-16c8-2 12 2 12 8 0 4-2 7-6 8L40 82H28c-3 0-4-1-4-4z', t.main) +
  shape('M34 68l56-16c5-1 8 0 10 3L32 74z', t.light) +
  rect(26, 74, 20, 12, 4, t.dark) +
  rect(84, 76, 12, 5, 1, STEEL);

const clips: Drawing = (t) =>
  shape('M30 62h60l-8 34H38z', t.main) +
  rect(28, 58, 64, 9, 4, t.dark) +
  stroke('M50 58L44 32c-1-6 4-9 9-6l7 32M70 58l6-26c1-6-4-9-9-6l-7 32', STEEL, 4) +
  shape('M38 72h20l2 20H41z', t.light);

const binder: Drawing = (t, v) =>
  moved(
    'rotate(-4 50 64)',
    rect(28, 24, 26, 74, 3, t.dark),
    rect(33, 34, 16, 24, 2, WHITE),
    circle(41, 80, 6, t.light),
  ) +
  rect(58, 24, 28, 74, 3, v === 1 ? t.accent : t.main) +
  rect(63, 34, 18, 24, 2, WHITE) +
  stroke('M67 41h10M67 47h10', t.main, 2.5) +
  circle(72, 80, 6.5, WHITE) +
  circle(72, 80, 3.5, t.dark);

const folder: Drawing = (t) =>
  shape('M22 38c0-3 2-5 5-5h22l8 9h36c3 0 5 2 5 5v44H22z', t.dark) +
  rect(32, 38, 56, 40, 2, WHITE) +
  stroke('M40 46h30M40 53h38', MIST, 3) +
  shape('M22 60h76l-5 35c0 2-2 3-4 3H31c-2 0-4-1-4-3z', t.main) +
  shape('M22 60h76l-1 7H23z', t.light);

const notebook: Drawing = (t) =>
  moved(
    'rotate(-7 60 62)',
    rect(36, 24, 54, 74, 5, t.dark),
    rect(32, 22, 54, 74, 5, t.main),
    rect(44, 36, 32, 16, 3, WHITE),
    stroke('M49 42h22M49 47h12', t.main, 2),
    [30, 42, 54, 66, 78].map((y) => rect(26, y, 13, 4, 2, STEEL)).join(''),
  );

const sticky: Drawing = (t) =>
  rect(28, 36, 56, 56, 2, t.dark) +
  moved('rotate(-5 60 60)', rect(30, 32, 56, 56, 2, t.light)) +
  shape('M34 28h56v38L72 84H34z', t.accent) +
  shape('M90 66L72 84V66z', t.main) +
  stroke('M44 42h36M44 52h26', WHITE, 3.5);

const envelope: Drawing = (t) =>
  rect(20, 36, 80, 56, 5, t.light) +
  shape('M20 88l32-30h16l32 30c-1 3-3 4-5 4H25c-2 0-4-1-5-4z', t.main) +
  shape('M20 40c0-3 2-4 5-4h70c3 0 5 1 5 4L66 68c-4 3-8 3-12 0z', WHITE) +
  stroke('M21 41l33 27c4 3 8 3 12 0l33-27', t.dark, 2.5);

const postage: Drawing = (t) => {
  const holes = [34, 46, 58, 70, 82, 94];
  return moved(
    'rotate(-6 60 60)',
    rect(28, 22, 64, 78, 2, WHITE),
    holes.map((y) => circle(28, y - 4, 3, t.pale) + circle(92, y - 4, 3, t.pale)).join(''),
    [36, 48, 60, 72, 84].map((x) => circle(x, 22, 3, t.pale) + circle(x, 100, 3, t.pale)).join(''),
    rect(36, 30, 48, 62, 2, t.light),
    circle(60, 52, 15, t.main),
    stroke('M49 52c4-8 18-8 22 0M49 56c4 6 18 6 22 0', WHITE, 2.5),
    rect(42, 75, 36, 11, 2, t.dark),
    stroke('M48 80.500h24', WHITE, 3),
  );
};

const rubberStamp: Drawing = (t) =>
  rect(26, 90, 68, 8, 3, t.accent) +
  rect(30, 76, 60, 14, 4, t.dark) +
  shape('M46 76c6-10 8-18 6-26h16c-2 8 0 16 6 26z', t.main) +
  circle(60, 40, 16, t.main) +
  oval(55, 34, 6, 5, t.light);

const scissors: Drawing = (t) =>
  moved('rotate(24 60 62)', shape('M56 66l2-46c0-4 6-3 6 1l2 45z', STEEL), stroke('M61 66l10 18', t.dark, 6)) +
  moved('rotate(-24 60 62)', shape('M54 66l2-45c0-4 6-5 6-1l2 46z', MIST), stroke('M59 66l-10 18', t.main, 6)) +
  circle(60, 63, 4, INK) +
  `<g fill="none" stroke-width="7"><circle cx="38" cy="90" r="11" stroke="${t.main}"/><circle cx="82" cy="90" r="11" stroke="${t.dark}"/></g>`;

const tape: Drawing = (t) =>
  shape('M60 92h44l-3 8H60z', t.accent) +
  circle(56, 64, 36, t.main) +
  circle(56, 64, 29, t.light) +
  circle(56, 64, 19, t.dark) +
  circle(56, 64, 15, WHITE) +
  stroke('M37 44c7-8 18-11 28-8', WHITE, 3);

const glue: Drawing = (t) =>
  moved(
    'rotate(10 60 60)',
    rect(42, 44, 36, 56, 8, t.main),
    rect(42, 44, 12, 56, 6, t.light),
    rect(42, 60, 36, 22, 0, WHITE),
    stroke('M50 68h20M50 74h12', t.main, 2.5),
    shape('M46 44c0-6 6-8 8-12h12c2 4 8 6 8 12z', t.dark),
    shape('M54 32l3-16h6l3 16z', t.accent),
  );

const calculator: Drawing = (t) =>
  rect(32, 20, 56, 80, 8, t.dark) +
  rect(32, 18, 56, 78, 8, t.main) +
  rect(39, 26, 42, 18, 3, '#d9efdf') +
  stroke('M64 38h12', INK, 3.5) +
  [50, 62, 74]
    .flatMap((y) => [39, 50, 61, 72].map((x) => rect(x, y, 9, 9, 2.5, x === 72 ? t.accent : WHITE)))
    .join('') +
  rect(39, 86, 20, 6, 2.5, t.light);

const whiteboard: Drawing = (t, v) =>
  stroke('M40 80l-8 22M80 80l8 22', STEEL, 5) +
  rect(18, 24, 84, 60, 4, t.main) +
  rect(23, 29, 74, 50, 2, WHITE) +
  (v === 1
    ? stroke('M32 68V54M46 68V44M60 68V50M74 68V38', t.main, 7)
    : stroke('M32 42c10-8 14 10 24 2s16 0 20-3M32 56h34M32 66h22', t.main, 3.5)) +
  rect(44, 82, 32, 6, 3, t.dark) +
  rect(78, 80, 12, 4, 2, t.accent);

const toner: Drawing = (t) =>
  shape('M16 58l14-18h66l10 14v26c0 4-3 6-6 6H24c-5 0-8-3-8-7z', INK) +
  shape('M30 40h66l10 14H19z', '#46545d') +
  rect(30, 62, 54, 15, 3, t.main) +
  stroke('M38 69.500h22', WHITE, 4) +
  circle(94, 70, 6, t.accent) +
  rect(24, 86, 76, 7, 3.5, t.dark);

const ink: Drawing = (t) =>
  [
    [20, t.accent, 8],
    [72, t.dark, 8],
    [44, t.main, 0],
  ]
    .map(([x, fill, down]) =>
      moved(
        `translate(${x} ${down})`,
        rect(10, 16, 12, 14, 3, INK),
        shape('M4 40c0-6 6-6 7-12h10c1 6 7 6 7 12v54c0 4-2 6-6 6H10c-4 0-6-2-6-6z', String(fill)),
        rect(4, 54, 24, 26, 0, WHITE),
        shape('M16 58c5 7 6 9 6 12a6 6 0 0 1-12 0c0-3 1-5 6-12z', String(fill)),
      ),
    )
    .join('');

export const deskDrawings = {
  paper,
  colouredPaper,
  pen,
  pencil,
  marker,
  eraser,
  stapler,
  clips,
  binder,
  folder,
  notebook,
  sticky,
  envelope,
  postage,
  rubberStamp,
  scissors,
  tape,
  glue,
  calculator,
  whiteboard,
  toner,
  ink,
};
