/** Pictures of products, drawn by the shop itself: a friendly thing in the tones of one hue on a soft background. */
import { buildingDrawings } from './drawings/building.ts';
import { deskDrawings } from './drawings/desk.ts';
import { machineDrawings } from './drawings/machines.ts';
import { pantryDrawings } from './drawings/pantry.ts';
import { type Drawing, oval, type Tones, tones } from './drawings/pencil.ts';
import { streetDrawings } from './drawings/street.ts';

const drawings = {
  ...deskDrawings,
  ...machineDrawings,
  ...pantryDrawings,
  ...streetDrawings,
  ...buildingDrawings,
} as const;

export type DrawingName = keyof typeof drawings;
export const drawingNames = Object.keys(drawings) as readonly DrawingName[];

export interface Picture {
  readonly drawing: DrawingName;
  /** 0, 1 or 2: a detail of the thing and the shape behind it. */
  readonly variant: number;
  /** Degrees on the colour circle, 0–359. */
  readonly hue: number;
}

export const PICTURE_VARIANTS = 3;
/** Bound on one drawing, so that a page of twenty stays light on a slow line. */
export const MAX_PICTURE_BYTES = 2_500;

const CANVAS = 120;

export interface DrawOptions {
  /** Side in CSS pixels. */
  readonly size: number;
  /** Read out by screen readers. */
  readonly title: string;
}

/**
 * The picture as an SVG document: square, without references to anything outside, the same bytes for the same input.
 * The title is escaped; the hue and the variant may be any number.
 */
export function drawProduct(picture: Picture, { size, title }: DrawOptions): string {
  const hue = wrap(picture.hue, 360);
  const variant = wrap(picture.variant, PICTURE_VARIANTS);
  const t = tones(hue);
  const draw: Drawing = drawings[picture.drawing];
  const side = Number.isFinite(size) ? Math.max(1, Math.round(size)) : CANVAS;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CANVAS} ${CANVAS}" width="${side}" height="${side}" role="img">` +
    `<title>${escaped(title)}</title><rect width="${CANVAS}" height="${CANVAS}" fill="${t.soft}"/>${behind(t, variant)}` +
    `<g transform="translate(9.6 7) scale(.84)">${oval(60, 105, 46, 5, t.pale)}${draw(t, variant)}</g></svg>`
  );
}

export function isDrawing(name: string): name is DrawingName {
  return Object.hasOwn(drawings, name);
}

function behind(t: Tones, variant: number): string {
  const shapes = [
    `<circle cx="60" cy="58" r="47" fill="${t.pale}" opacity=".7"/>`,
    `<rect x="15" y="13" width="90" height="90" rx="30" fill="${t.pale}" opacity=".7"/>`,
    `<path d="M0 84c20-14 36-8 60-12s40-14 60-6v54H0z" fill="${t.pale}" opacity=".8"/>`,
  ];
  return shapes[variant] ?? '';
}

function wrap(value: number, modulus: number): number {
  const whole = Math.trunc(Number.isFinite(value) ? value : 0);
  return ((whole % modulus) + modulus) % modulus;
}

/** XML 1.0 allows no control characters, not even escaped. */
function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return Array.from(text)
    .filter((ch) => ch >= ' ' && ch !== '\ufffe' && ch !== '\uffff')
    .join('')
    .replace(/[&<>"]/g, (ch) => entities[ch] ?? ch);
}
