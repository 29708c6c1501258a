/** Parts, paint, plumbing, tools, parcels, plants. */
import { box, circle, type Drawing, INK, MIST, moved, oval, rect, STEEL, shape, stroke, WHITE } from './pencil.ts';

const tyre: Drawing = (t) =>
  circle(60, 60, 42, INK) +
  `<circle cx="60" cy="60" r="37" fill="none" stroke="#4a5861" stroke-width="5" stroke-dasharray="6 5"/>` +
  circle(60, 60, 26, MIST) +
  [0, 72, 144, 216, 288]
    .map((turn) => moved(`rotate(${turn} 60 60)`, shape('M56 58l-5-21h18l-5 21z', t.main)))
    .join('') +
  circle(60, 60, 8, t.dark) +
  circle(60, 60, 3, t.accent);

const accu: Drawing = (t) =>
  rect(30, 26, 16, 12, 2, STEEL) +
  rect(74, 26, 16, 12, 2, STEEL) +
  rect(16, 36, 88, 62, 6, t.main) +
  rect(16, 36, 88, 18, 6, t.dark) +
  stroke('M38 66v16M30 74h16M74 74h16', WHITE, 5) +
  shape('M64 58L50 78h8l-2 14 14-20h-8z', t.accent);

const battery: Drawing = (t) =>
  [
    [28, t.main],
    [64, t.dark],
  ]
    .map(
      ([x, fill]) =>
        rect(Number(x) + 9, 16, 10, 8, 2, STEEL) +
        rect(Number(x), 22, 28, 78, 5, String(fill)) +
        rect(Number(x), 30, 28, 12, 0, t.accent) +
        rect(Number(x) + 4, 22, 5, 78, 2, 'rgba(255,255,255,.35)') +
        stroke(`M${Number(x) + 14} 58v14M${Number(x) + 7} 65h14`, WHITE, 4),
    )
    .join('');

const lubricant: Drawing = (t) =>
  rect(64, 14, 18, 12, 3, INK) +
  shape('M34 40c0-8 6-14 14-14h40v70c0 3-2 5-5 5H39c-3 0-5-2-5-5z', t.main) +
  shape('M42 42c0-4 3-8 8-8h8L46 54h-4z', t.soft) +
  rect(34, 62, 54, 26, 0, WHITE) +
  shape('M61 64c6 8 7 9 7 13a7 7 0 0 1-14 0c0-4 1-5 7-13z', t.accent);

const fuel: Drawing = (t) =>
  rect(22, 94, 58, 8, 3, INK) +
  rect(28, 18, 46, 78, 6, t.main) +
  rect(35, 26, 32, 22, 3, WHITE) +
  stroke('M41 37h20', t.dark, 4) +
  shape('M51 56c8 10 9 12 9 16a9 9 0 0 1-18 0c0-4 1-6 9-16z', t.accent) +
  stroke('M74 56h8v26c0 9 14 9 14 0V46l-12-14', INK, 5);

const paint: Drawing = (t) =>
  `<path d="M28 44c0-34 64-34 64 0" fill="none" stroke="${STEEL}" stroke-width="4"/>` +
  shape('M26 44h68v50c0 4-16 8-34 8s-34-4-34-8z', WHITE) +
  shape('M26 60h68v26c-20 6-48 6-68 0z', t.main) +
  oval(60, 44, 34, 10, STEEL) +
  oval(60, 44, 28, 7, t.light) +
  shape('M36 46c0 12 0 22 5 22s4-12 6-12 2 22 7 22 4-18 5-28z', t.light);

const lamp: Drawing = (t) =>
  [0, 45, -45, 90, -90].map((turn) => moved(`rotate(${turn} 60 52)`, stroke('M60 12v-4', t.accent, 4.5))).join('') +
  circle(60, 52, 30, '#ffe9a6') +
  shape('M40 70h40l-7 14H47z', '#ffe9a6') +
  circle(51, 43, 9, WHITE) +
  stroke('M50 58l6 8 4-8 4 8 6-8', t.accent, 3.5) +
  rect(47, 80, 26, 20, 4, t.main) +
  stroke('M48 87h24M48 94h24', t.dark, 3);

const cement: Drawing = (t) =>
  shape('M28 24c10-4 54-4 64 0l-3 10 4 58c-8 8-58 8-66 0l4-58z', MIST) +
  shape('M28 24c6-2 14-3 22-3l-4 76c-9-1-16-2-19-5l4-58z', WHITE) +
  shape('M30 50h61l2 30H28z', t.main) +
  stroke('M32 34h57', t.dark, 3) +
  shape('M60 56l14 17H46z', WHITE) +
  shape('M78 88l22-6 12 20H66z', STEEL);

const pipe: Drawing = (t) =>
  stroke('M14 40h44c12 0 20 8 20 20v42', t.dark, 24) +
  stroke('M14 38h44c12 0 22 9 22 22v42', t.main, 18) +
  stroke('M16 33h42c14 0 26 11 26 27v40', t.light, 4) +
  rect(22, 24, 12, 30, 3, STEEL) +
  rect(64, 78, 30, 12, 3, STEEL);

const tap: Drawing = (t) =>
  rect(40, 16, 40, 9, 4.5, t.accent) +
  rect(56, 22, 8, 16, 2, STEEL) +
  shape('M14 40h66c14 0 22 10 22 26H84c0-6-3-8-8-8H14z', t.main) +
  rect(12, 34, 12, 30, 3, t.dark) +
  shape('M93 74c6 9 8 11 8 16a8 8 0 0 1-16 0c0-5 2-7 8-16z', t.light);

const lock: Drawing = (t) =>
  `<path d="M42 56V40c0-24 36-24 36 0v16" fill="none" stroke="${STEEL}" stroke-width="9"/>` +
  rect(30, 52, 60, 48, 9, t.main) +
  rect(30, 52, 60, 12, 8, t.light) +
  circle(60, 76, 8, INK) +
  shape('M57 78h6l2 14H55z', INK);

const socket: Drawing = (t) =>
  rect(12, 42, 96, 40, 10, WHITE) +
  rect(12, 74, 96, 8, 4, t.light) +
  [34, 62].map((x) => circle(x, 60, 12, t.pale) + circle(x - 4, 60, 2.5, INK) + circle(x + 4, 60, 2.5, INK)).join('') +
  rect(82, 50, 18, 20, 4, t.main) +
  circle(91, 60, 3, t.accent);

const tools: Drawing = (t) =>
  moved(
    'rotate(42 60 60)',
    rect(55, 44, 11, 60, 5, STEEL),
    circle(60.5, 32, 17, STEEL),
    rect(54, 10, 13, 26, 2, t.soft),
  ) +
  moved(
    'rotate(-42 60 60)',
    rect(57, 8, 6, 48, 2, MIST),
    rect(51, 54, 18, 48, 8, t.main),
    rect(55, 60, 4, 36, 2, t.light),
    rect(55, 8, 10, 5, 1, STEEL),
  );

const parcel: Drawing = (t) =>
  box(60, 46, 40, 38, '#e3bd8a', '#cf9f66', '#b07f49') +
  shape('M42 37l40 20v14l-9 4V62L33 42z', t.main) +
  rect(28, 72, 18, 12, 2, WHITE) +
  stroke('M32 76h10M32 80h6', INK, 2);

const plant: Drawing = (t) =>
  shape('M60 72C30 66 26 44 28 28c22 2 34 18 32 44z', '#4c9a5b') +
  shape('M60 72c28-4 34-24 34-40-22 0-36 14-34 40z', '#6fb877') +
  shape('M60 70C50 48 54 24 62 12c10 16 10 40-2 58z', '#3b7f49') +
  rect(34, 68, 52, 10, 4, t.dark) +
  shape('M38 78h44l-6 24H44z', t.main);

const flowers: Drawing = (t) =>
  stroke('M36 70l-12 32M84 70l12 32', '#b98a55', 5) +
  rect(14, 20, 92, 58, 8, '#4c9a5b') +
  rect(26, 32, 68, 34, 4, WHITE) +
  stroke('M38 44h44M46 55h28', t.main, 4.5) +
  [20, 40, 60, 80, 100]
    .flatMap((x) => [22, 76].map((y, i) => circle(x, y, 8, i === 0 ? t.main : t.accent) + circle(x, y, 3, WHITE)))
    .join('');

export const buildingDrawings = {
  tyre,
  accu,
  battery,
  lubricant,
  fuel,
  paint,
  lamp,
  cement,
  pipe,
  tap,
  lock,
  socket,
  tools,
  parcel,
  plant,
  flowers,
};
