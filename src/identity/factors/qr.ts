/** A QR code as SVG path data: one square for each run of dark modules, drawn by the page, so that no inline image or style is needed. */
import { encode } from 'uqr';

/** Light modules around it (ISO/IEC 18004: four). */
const QUIET = 4;

export interface QrPath {
  readonly path: string;
  /** Side of the square that the path is drawn in. */
  readonly size: number;
}

export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  const runs: string[] = [];
  data.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x += 1;
      const width = x - from + 1;
      runs.push(`M${from} ${y}h${width}v1h-${width}z`);
    }
  });
  return { path: runs.join(''), size };
}
