import { classes } from '../shared/ui/classes.ts';

interface PictureProps {
  of: { drawing: string; variant: number; hue: number };
  /** '' where the name stands beside it. */
  alt: string;
  /** Side in CSS pixels that the drawing is made for. */
  size: number;
  /** As wide as its column; otherwise `size`. */
  fill?: boolean;
  /** Seen without scrolling: fetched at once. */
  eager?: boolean;
}

/** The drawing of a product, in a box of its final size, so that nothing jumps when it comes. */
export function ProductPicture({ of, alt, size, fill, eager }: PictureProps) {
  return (
    <img
      src={`/api/v1/pictures/${of.drawing}/${of.variant}/${of.hue}.svg`}
      alt={alt}
      width={size}
      height={size}
      loading={eager === true ? 'eager' : 'lazy'}
      decoding="async"
      className={classes('rounded-m border border-line', fill === true ? 'aspect-square h-auto w-full' : 'shrink-0')}
    />
  );
}
