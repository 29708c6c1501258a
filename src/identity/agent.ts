/** What kind of browser on what kind of system a request says it comes from. Versions change by themselves; kinds do not. */

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bUCBrowser\//, 'UC Browser'],
  [/\bFxiOS\/|\bFirefox\//, 'Firefox'],
  [/\bCriOS\/|\b(?:Headless)?Chrom(?:e|ium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPod\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const kindOf = (agent: string, kinds: typeof BROWSERS): string | null =>
  kinds.find(([pattern]) => pattern.test(agent))?.[1] ?? null;

/** The same for every version of a browser on a system; compared, never shown. */
export function agentFamily(agent: string): string {
  const [browser, system] = [kindOf(agent, BROWSERS), kindOf(agent, SYSTEMS)];
  // A program that is no browser is known by its first word.
  return browser || system ? `${browser ?? '?'}/${system ?? '?'}` : (agent.split(/[\s/]/)[0] ?? '').slice(0, 40);
}

const UNKNOWN = { id: 'Peramban lain', en: 'Another browser' } as const;

/** “Chrome di Android”. */
export function agentWords(agent: string, language: 'id' | 'en'): string {
  const [browser, system] = [kindOf(agent, BROWSERS), kindOf(agent, SYSTEMS)];
  const name = browser ?? UNKNOWN[language];
  return system === null ? name : `${name} ${language === 'id' ? 'di' : 'on'} ${system}`;
}
