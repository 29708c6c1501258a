/** The few shapes that all drawings are made of, on a canvas of 120 × 120, and the tones of one hue. */

export interface Tones {
  /** Background and the shape behind the thing. */
  readonly soft: string;
  readonly pale: string;
  /** The thing: lit, plain, shaded. */
  readonly light: string;
  readonly main: string;
  readonly dark: string;
  /** A second colour that sits well beside the hue. */
  readonly accent: string;
}

export const WHITE = '#fff';
export const INK = '#2b3840';
export const STEEL = '#8b99a3';
export const MIST = '#dbe2e6';
const AMBER = '#f4b63f';
const TEAL = '#2f9c95';

/** Draws one thing; `variant` is 0, 1 or 2 and may change a detail. */
export type Drawing = (t: Tones, variant: number) => string;

/** Tones of a hue in degrees. */
export function tones(hue: number): Tones {
  return {
    soft: `hsl(${hue} 48% 95%)`,
    pale: `hsl(${hue} 46% 87%)`,
    light: `hsl(${hue} 58% 70%)`,
    main: `hsl(${hue} 52% 47%)`,
    dark: `hsl(${hue} 55% 31%)`,
    accent: hue > 20 && hue < 85 ? TEAL : AMBER,
  };
}

export function rect(x: number, y: number, w: number, h: number, r: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}"/>`;
}

export function circle(x: number, y: number, r: number, fill: string): string {
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;
}

export function oval(x: number, y: number, rx: number, ry: number, fill: string): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;
}

export function shape(d: string, fill: string): string {
  return `<path d="${d}" fill="${fill}"/>`;
}

export function stroke(d: string, colour: string, width: number): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

export function moved(transform: string, ...parts: readonly string[]): string {
  return `<g transform="${transform}">${parts.join('')}</g>`;
}

/** A box seen from above its front corner: `half` its half width, `h` its height. */
export function box(x: number, y: number, half: number, h: number, top: string, left: string, right: string): string {
  const q = half / 2;
  return (
    shape(`M${x} ${y - q}l${half} ${q}-${half} ${q}-${half}-${q}z`, top) +
    shape(`M${x - half} ${y}l${half} ${q}v${h}l-${half}-${q}z`, left) +
    shape(`M${x + half} ${y}l-${half} ${q}v${h}l${half}-${q}z`, right)
  );
}

/** A spanner on a round badge: this is about looking after the thing behind it. */
export function careBadge(t: Tones): string {
  return (
    circle(90, 88, 19, WHITE) +
    circle(90, 88, 16.5, t.accent) +
    moved(
      'rotate(45 90 88)',
      rect(87.5, 84, 5, 15, 2.5, INK),
      circle(90, 81, 6.5, INK),
      rect(87.8, 72, 4.4, 8.5, 1, t.accent),
    )
  );
}
