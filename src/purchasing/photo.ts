/**
 * A photo from a stranger's device becomes one of ours: known by its content, unfolded within bounds, drawn anew. What was in the
 * file beside the picture (where it was taken, comments, a second file) does not come along (OWASP ASVS 5.0, V5.2).
 */
import sharp from 'sharp';

export interface CleanPhoto {
  readonly type: 'image/webp';
  readonly bytes: Buffer;
}

export interface PhotoRules {
  /** Above this a small file would unfold into more memory than a photo needs. */
  readonly maxPixels: number;
  /** Longest side kept, pixels: enough to see a broken corner. */
  readonly maxSide: number;
  readonly quality: number;
  readonly seconds: number;
}

export const PHOTO_RULES: PhotoRules = { maxPixels: 50_000_000, maxSide: 1_600, quality: 78, seconds: 10 };

type Format = 'jpeg' | 'png' | 'webp';

/** Other readers of the library (SVG, PDF, TIFF, HEIF, GIF and what its packages bring) are shut for this process. */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

/** By its first bytes, not by its name or what the sender calls it. */
export function formatOf(bytes: Buffer): Format | null {
  if (bytes.length < 12) return null;
  if (bytes.readUIntBE(0, 3) === 0xffd8ff) return 'jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))) return 'png';
  const riff = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return riff ? 'webp' : null;
}

/** Signs that a file wants to be something else as well. None of them is in a photo by chance. */
const SECOND_NATURES = ['%PDF-', '<script', '<html', '<svg', '<?php', '<!doctype', '#!/bin/'];

export function hasSecondNature(bytes: Buffer): boolean {
  const text = bytes.toString('latin1').toLowerCase();
  return SECOND_NATURES.some((sign) => text.includes(sign.toLowerCase()));
}

/** Null when it is no still picture in one of the three formats, or more than the rules allow. */
export async function cleanPhoto(bytes: Buffer, rules: PhotoRules = PHOTO_RULES): Promise<CleanPhoto | null> {
  const format = formatOf(bytes);
  if (format === null || hasSecondNature(bytes)) return null;
  return oneOfFew(async () => {
    try {
      const picture = sharp(bytes, { limitInputPixels: rules.maxPixels, failOn: 'error', animated: false });
      const seen = await picture.metadata();
      if (seen.format !== format || (seen.pages ?? 1) > 1) return null;
      const drawn = await picture
        .timeout({ seconds: rules.seconds })
        .autoOrient()
        .resize(rules.maxSide, rules.maxSide, { fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb')
        .webp({ quality: rules.quality })
        .toBuffer();
      return { type: 'image/webp', bytes: drawn };
    } catch {
      return null;
    }
  });
}

/** Pictures unfolded at once: two of the largest are some 400 MB. */
const AT_ONCE = 2;
let busy = 0;
const waiting: (() => void)[] = [];

async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else busy += 1;
  try {
    return await work();
  } finally {
    // The place is handed on, so that nobody who comes in between takes it.
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
}
