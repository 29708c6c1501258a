/** After the build: each text file beside itself in Brotli and gzip, so that a slow line carries a third of it and the server compresses nothing. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fonts and pictures are compressed already. */
const TEXT = '**/*.{js,css,html,svg,json}';

export function compressed(): Plugin {
  return {
    name: 'digipay-compressed',
    apply: 'build',
    writeBundle: {
      // Behind the inventory, which lists what the files are, not how they travel, and changes the page.
      order: 'post',
      handler({ dir = '' }) {
        for (const file of globSync(TEXT, { cwd: dir, exclude: ['.vite'] })) {
          const bytes = readFileSync(join(dir, file));
          const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
          writeFileSync(join(dir, `${file}.br`), brotliCompressSync(bytes, { params: quality }));
          writeFileSync(join(dir, `${file}.gz`), gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
        }
      },
    },
  };
}
