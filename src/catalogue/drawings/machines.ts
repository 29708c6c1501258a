/** Machines of an office, what plugs into them, and furniture. */
import {
  careBadge,
  circle,
  type Drawing,
  INK,
  MIST,
  moved,
  oval,
  rect,
  STEEL,
  shape,
  stroke,
  WHITE,
} from './pencil.ts';

const laptop: Drawing = (t) =>
  rect(26, 30, 68, 48, 5, INK) +
  rect(30, 34, 60, 40, 2, t.light) +
  shape('M30 34h38L44 74H30z', t.main) +
  circle(76, 50, 7, t.accent) +
  shape('M14 80h92l-4 9c-1 3-3 4-6 4H24c-3 0-5-1-6-4z', MIST) +
  rect(14, 78, 92, 6, 3, STEEL) +
  rect(50, 78, 20, 4, 2, WHITE);

const monitor: Drawing = (t, v) =>
  shape('M52 80h16l3 16H49z', STEEL) +
  rect(38, 94, 44, 6, 3, INK) +
  rect(16, 22, 88, 60, 5, INK) +
  rect(21, 27, 78, 46, 2, t.light) +
  shape('M21 62l22-20 18 16 14-10 24 20v5H21z', t.main) +
  circle(v === 1 ? 40 : 80, 38, 6, t.accent) +
  rect(56, 76, 8, 2.5, 1, STEEL);

const computer: Drawing = (t) =>
  rect(72, 26, 32, 72, 4, INK) +
  rect(77, 32, 22, 5, 2, STEEL) +
  rect(77, 41, 22, 5, 2, STEEL) +
  circle(88, 86, 4, t.accent) +
  shape('M34 80h10l2 14H32z', STEEL) +
  rect(24, 92, 32, 6, 3, INK) +
  rect(10, 34, 62, 48, 4, INK) +
  rect(14, 38, 54, 38, 2, t.main) +
  shape('M14 38h34L28 76H14z', t.light);

const printer: Drawing = (t) =>
  rect(36, 20, 48, 30, 2, WHITE) +
  rect(18, 44, 84, 42, 8, t.main) +
  rect(18, 44, 84, 14, 7, t.light) +
  circle(90, 51, 3, t.accent) +
  circle(81, 51, 3, WHITE) +
  rect(28, 68, 64, 8, 4, t.dark) +
  shape('M34 72h52l5 26H29z', WHITE) +
  stroke('M42 80h34M41 87h24', MIST, 3.5);

const scanner: Drawing = (t) =>
  shape('M24 58L38 24h62L92 58z', t.light) +
  shape('M32 54l11-26h48l-6 26z', WHITE) +
  rect(16, 58, 88, 30, 7, t.main) +
  rect(16, 58, 88, 10, 5, t.dark) +
  rect(30, 61, 60, 4, 2, t.accent) +
  circle(30, 78, 4, WHITE) +
  rect(40, 75, 22, 6, 3, t.light);

const keyboard: Drawing = (t) =>
  moved(
    'rotate(-8 60 64)',
    rect(12, 44, 96, 44, 7, t.dark),
    rect(12, 41, 96, 43, 7, t.main),
    [47, 57]
      .flatMap((y) => [19, 30, 41, 52, 63, 74, 85].map((x) => rect(x, y, 8, 7, 2, x === 85 ? t.accent : WHITE)))
      .join(''),
    rect(19, 68, 14, 8, 2, WHITE),
    rect(36, 68, 40, 8, 2, WHITE),
    rect(79, 68, 14, 8, 2, t.light),
  );

const mouse: Drawing = (t) =>
  stroke('M60 42C60 22 78 30 84 16', STEEL, 4) +
  shape('M38 66c0-18 8-28 22-28s22 10 22 28v8c0 16-9 26-22 26s-22-10-22-26z', t.main) +
  shape('M38 64c0-17 8-26 21-26v28H38z', t.light) +
  stroke('M60 40v27M39 67h42', t.dark, 2.5) +
  rect(56, 46, 8, 15, 4, INK);

const usb: Drawing = (t, v) =>
  moved(
    'rotate(45 60 60)',
    rect(50, 10, 20, 24, 2, STEEL),
    rect(54, 16, 4, 6, 1, WHITE),
    rect(62, 16, 4, 6, 1, WHITE),
    rect(43, 32, 34, 66, 8, t.main),
    rect(43, 32, 12, 66, 6, t.light),
    rect(52, 46, 16, 24, 3, v === 1 ? t.accent : WHITE),
    circle(60, 88, 4, t.dark),
  );

const disk: Drawing = (t) =>
  rect(30, 22, 60, 78, 8, t.dark) +
  rect(30, 20, 60, 76, 8, t.main) +
  circle(60, 50, 22, t.light) +
  circle(60, 50, 7, WHITE) +
  stroke('M82 82L66 56', STEEL, 5) +
  circle(82, 83, 5, INK) +
  rect(38, 84, 16, 4, 2, t.accent);

const projector: Drawing = (t) =>
  shape('M38 56L8 28v60l30-14z', t.accent) +
  rect(28, 46, 78, 40, 9, t.main) +
  rect(28, 46, 78, 14, 8, t.light) +
  circle(48, 66, 17, t.dark) +
  circle(48, 66, 11, INK) +
  circle(44, 62, 4, t.light) +
  stroke('M78 70h18M78 77h18', t.dark, 3) +
  rect(38, 86, 12, 7, 2, INK) +
  rect(86, 86, 12, 7, 2, INK);

const router: Drawing = (t) =>
  stroke('M32 66V26M88 66V26', INK, 5) +
  stroke('M48 36c7-7 17-7 24 0M54 46c4-4 8-4 12 0', t.main, 4) +
  circle(60, 55, 3.5, t.main) +
  rect(16, 64, 88, 28, 9, t.main) +
  rect(16, 64, 88, 10, 5, t.light) +
  [30, 42, 54].map((x) => circle(x, 83, 3.5, WHITE)).join('') +
  circle(88, 83, 4, t.accent);

const ups: Drawing = (t) =>
  rect(34, 20, 52, 80, 7, INK) +
  rect(40, 27, 40, 26, 3, t.light) +
  shape('M63 29L50 43h8l-3 9 14-14h-8z', WHITE) +
  circle(60, 66, 6, t.accent) +
  stroke('M44 82h32M44 89h32', STEEL, 3);

const camera: Drawing = (t) =>
  rect(14, 30, 10, 40, 3, STEEL) +
  stroke('M24 52l18-4', STEEL, 7) +
  moved(
    'rotate(14 66 56)',
    rect(32, 38, 66, 32, 8, t.main),
    rect(32, 38, 66, 11, 6, t.light),
    rect(84, 34, 22, 40, 6, t.dark),
    circle(96, 54, 10, INK),
    circle(93, 51, 3.5, t.light),
    circle(46, 60, 3.5, t.accent),
  ) +
  rect(34, 90, 52, 6, 3, t.pale);

const ac: Drawing = (t) =>
  rect(12, 30, 96, 36, 9, WHITE) +
  shape('M12 54h96v4c0 5-4 8-9 8H21c-5 0-9-3-9-8z', t.light) +
  rect(20, 58, 80, 4, 2, t.dark) +
  rect(82, 39, 16, 7, 3.5, t.main) +
  circle(76, 42.5, 2.5, t.accent) +
  stroke('M34 76c6 6-6 10 0 18M60 76c6 6-6 10 0 18M86 76c6 6-6 10 0 18', t.main, 4);

const fan: Drawing = (t) =>
  rect(56, 70, 8, 26, 2, STEEL) +
  rect(36, 92, 48, 8, 4, t.dark) +
  circle(60, 48, 32, t.light) +
  circle(60, 48, 28, WHITE) +
  [0, 120, 240]
    .map((turn) => moved(`rotate(${turn} 60 48)`, shape('M60 48c-14-6-14-22-2-24 9-1 12 10 2 24z', t.main)))
    .join('') +
  circle(60, 48, 5.5, t.accent);

const dispenser: Drawing = (t) =>
  shape('M44 12h32l5 30H39z', t.light) +
  rect(48, 12, 8, 28, 3, WHITE) +
  rect(34, 40, 52, 60, 6, t.main) +
  rect(34, 40, 52, 10, 5, t.dark) +
  rect(42, 54, 36, 22, 4, WHITE) +
  rect(49, 56, 6, 8, 2, '#d65045') +
  rect(65, 56, 6, 8, 2, '#3f83c9') +
  rect(42, 84, 36, 4, 2, t.dark);

const television: Drawing = (t) =>
  stroke('M42 84l-7 14M78 84l7 14', INK, 5) +
  rect(10, 26, 100, 60, 5, INK) +
  rect(14, 30, 92, 50, 2, t.main) +
  shape('M14 30h60L44 80H14z', t.light) +
  shape('M54 45l16 10-16 10z', WHITE);

const cable: Drawing = (t) =>
  `<g fill="none" stroke-width="7"><circle cx="58" cy="60" r="30" stroke="${t.main}"/><circle cx="62" cy="63" r="24" stroke="${t.dark}"/><circle cx="57" cy="64" r="18" stroke="${t.light}"/></g>` +
  stroke('M80 78c8 8 12 12 18 10', t.main, 7) +
  rect(94, 78, 14, 18, 3, INK) +
  rect(97, 72, 3, 7, 1, STEEL) +
  rect(102, 72, 3, 7, 1, STEEL);

const software: Drawing = (t, v) =>
  rect(16, 24, 88, 72, 7, t.dark) +
  rect(16, 22, 88, 70, 7, WHITE) +
  shape('M16 29c0-4 3-7 7-7h74c4 0 7 3 7 7v9H16z', t.main) +
  [25, 34, 43].map((x) => circle(x, 30, 3, WHITE)).join('') +
  (v === 1
    ? shape('M60 46l18 7v12c0 11-8 18-18 22-10-4-18-11-18-22V53z', t.light) + stroke('M51 65l7 7 12-13', WHITE, 4.5)
    : stroke('M40 54L28 66l12 12M80 54l12 12-12 12', t.main, 5) + stroke('M66 50L54 82', t.accent, 5));

const computerCare: Drawing = (t) => moved('translate(-3 -4)', laptop(t, 0)) + careBadge(t);
const acCare: Drawing = (t) => ac(t, 0) + careBadge(t);

const chair: Drawing = (t) =>
  stroke('M60 70v18', STEEL, 6) +
  stroke('M60 86L38 97M60 86l22 11M60 86v13', INK, 5) +
  circle(37, 99, 4, INK) +
  circle(83, 99, 4, INK) +
  circle(60, 101, 4, INK) +
  rect(40, 14, 40, 44, 10, t.main) +
  rect(46, 19, 28, 33, 7, t.light) +
  rect(34, 60, 52, 13, 6.5, t.dark) +
  stroke('M34 64V48M86 64V48', INK, 5);

const metalChair: Drawing = (t) =>
  stroke('M42 60l-6 40M78 60l6 40M44 84h32', STEEL, 5) +
  rect(38, 18, 44, 34, 8, t.main) +
  rect(43, 22, 34, 10, 5, t.light) +
  stroke('M44 50v12M76 50v12', STEEL, 5) +
  rect(32, 58, 56, 12, 6, t.dark);

const desk: Drawing = (t) =>
  rect(18, 52, 8, 46, 2, t.dark) +
  rect(66, 52, 34, 46, 3, t.main) +
  rect(70, 60, 26, 13, 2, t.light) +
  rect(70, 77, 26, 17, 2, t.light) +
  stroke('M79 66.500h8M79 85h8', INK, 3) +
  rect(12, 44, 96, 10, 4, t.dark) +
  rect(12, 42, 96, 8, 4, t.light) +
  rect(28, 24, 28, 18, 2, INK) +
  rect(31, 27, 22, 12, 1, t.accent);

const cupboard: Drawing = (t) =>
  rect(32, 18, 56, 80, 4, t.dark) +
  rect(32, 16, 56, 80, 4, t.main) +
  [22, 46, 70]
    .map((y) => rect(37, y, 46, 20, 3, t.light) + rect(53, y + 4, 14, 4, 2, INK) + rect(55, y + 11, 10, 5, 1, WHITE))
    .join('') +
  rect(36, 96, 8, 5, 1, INK) +
  rect(76, 96, 8, 5, 1, INK);

const shelf: Drawing = (t) =>
  rect(24, 18, 72, 82, 3, t.dark) +
  [23, 49, 75].map((y) => rect(29, y, 62, 21, 1, WHITE)).join('') +
  [33, 41, 49].map((x, i) => rect(x, 26, 6, 18, 1, [t.main, t.accent, t.light][i] ?? t.main)).join('') +
  rect(66, 34, 20, 10, 2, t.light) +
  [58, 66, 74].map((x, i) => rect(x, 52, 6, 18, 1, [t.light, t.main, t.accent][i] ?? t.main)).join('') +
  oval(42, 66, 8, 4, t.accent) +
  rect(34, 84, 24, 12, 2, t.main);

const sofa: Drawing = (t) =>
  rect(24, 38, 72, 36, 10, t.main) +
  rect(30, 44, 28, 26, 6, t.light) +
  rect(62, 44, 28, 26, 6, t.light) +
  rect(14, 54, 16, 36, 8, t.dark) +
  rect(90, 54, 16, 36, 8, t.dark) +
  rect(26, 68, 68, 20, 5, t.main) +
  rect(24, 90, 6, 9, 2, INK) +
  rect(90, 90, 6, 9, 2, INK);

export const machineDrawings = {
  laptop,
  monitor,
  computer,
  printer,
  scanner,
  keyboard,
  mouse,
  usb,
  disk,
  projector,
  router,
  ups,
  camera,
  ac,
  fan,
  dispenser,
  television,
  cable,
  software,
  computerCare,
  acCare,
  chair,
  metalChair,
  desk,
  cupboard,
  shelf,
  sofa,
};
