import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.ts';
import { inventory } from './build/inventory.ts';

/** Where the API listens while developing; the built app is served by the same process as the API. */
const API_ORIGIN = process.env.DIGIPAY_API ?? 'http://127.0.0.1:8080';

/** The API takes writes from its own pages only; while developing this server stands for them. */
const proxy = { '/api': { target: API_ORIGIN, headers: { origin: API_ORIGIN } } };

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  publicDir: here('./static'),
  plugins: [react(), tailwindcss(), inventory(here('..')), compressed()],
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    // Safari 16.4 is the oldest browser promised.
    target: ['chrome111', 'firefox114', 'safari16.4'],
    // The content security policy forbids data: fonts and scripts; every asset is its own hashed file.
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Changes only with an upgrade, so that a release does not make everyone fetch it again.
            { name: 'base', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|openapi-fetch)[\\/]/ },
            // What many screens share comes in one piece: on a slow line twenty small files cost more than their bytes.
            { name: 'shared', test: /(web[\\/]shared|node_modules)[\\/]/, minShareCount: 8 },
          ],
        },
      },
    },
  },
  server: { proxy },
  preview: { proxy },
});
