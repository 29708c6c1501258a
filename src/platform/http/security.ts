/** Headers that bound what a page of ours may do in a browser. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where browsers tell what a page tried that its policy forbids. */
export const REPORT_PATH = '/csp-reports';
const TWO_YEARS_SECONDS = 63_072_000;

/** Hashes of the inline styles of the app's shell, so that no other inline style runs. */
export function inlineStyleHashes(webDir: string | null): string[] {
  const file = webDir === null ? '' : join(webDir, 'index.html');
  if (!existsSync(file)) return [];
  return [...readFileSync(file, 'utf8').matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(
    ([, style]) =>
      `'sha256-${createHash('sha256')
        .update(style ?? '')
        .digest('base64')}'`,
  );
}

/** What a page may ask of the device: keys for signing in and the clipboard, for itself alone; nothing else, nobody else. */
const PERMISSIONS = [
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
  'clipboard-write=(self)',
  ...[
    'accelerometer',
    'autoplay',
    'camera',
    'clipboard-read',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'screen-wake-lock',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ].map((feature) => `${feature}=()`),
].join(', ');

/** The content security policy of the app's pages (W3C CSP 3, Trusted Types). */
export function pagePolicy(webDir: string | null, secure: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "script-src-attr 'none'",
    // Widths that React sets through the element's style object pass; style attributes in markup do not.
    ["style-src 'self'", ...inlineStyleHashes(webDir)].join(' '),
    "style-src-attr 'none'",
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    // No text becomes code or markup, and no policy can be made that would let it.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    `report-uri ${REPORT_PATH}`,
    'report-to csp',
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** All headers of the app's pages that bound them: what the watch compares with what is received. */
export function pageHeaders(webDir: string | null, secure: boolean): Readonly<Record<string, string>> {
  return {
    'content-security-policy': pagePolicy(webDir, secure),
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': PERMISSIONS,
    'referrer-policy': 'same-origin',
    'reporting-endpoints': `csp="${REPORT_PATH}"`,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    ...(secure ? { 'strict-transport-security': `max-age=${TWO_YEARS_SECONDS}; includeSubDomains` } : {}),
  };
}

/** An answer of the API opened as a page runs nothing and shows nothing of ours; it is kept by nobody unless a route says so. */
export const apiHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
  'cache-control': 'no-store',
};
