/** Published advisories about packages, from the three forms in which they come, compared with what is shipped. Pure. */
import { comparedVersions, inRange } from './range.ts';

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Advisory {
  readonly id: string;
  readonly packageName: string;
  readonly title: string;
  readonly severity: Severity;
  /** Local date; null where the source does not say. */
  readonly published: string | null;
  readonly hits: (version: string) => boolean;
}

/** As docs/security/maintenance.md: days within which it is mended or taken out. */
export const DAYS: { readonly [S in Severity]: number } = { critical: 7, high: 30, medium: 90, low: 365 };

/** They decode what strangers send: one level higher (same page). */
const DECODERS: readonly string[] = [
  '@fastify/busboy',
  '@fastify/cookie',
  '@fastify/multipart',
  'ajv',
  'cookie',
  'fast-querystring',
  'fast-uri',
  'fastify',
  'find-my-way',
  'secure-json-parse',
  'sharp',
];

const DATE_CHARS = 10;
const dateOf = (text: unknown): string | null =>
  typeof text === 'string' && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, DATE_CHARS) : null;

/** One that nobody has judged counts as the worst. */
function severityOf(text: unknown): Severity {
  const word = String(text ?? '').toLowerCase();
  if (word === 'moderate') return 'medium';
  if (word === 'info') return 'low';
  return SEVERITIES.find((one) => one === word) ?? 'critical';
}

interface Json {
  readonly [name: string]: unknown;
}
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** Advisories of one JSON file: one, a list, or `{ vulns: [] }`; OSV (ossf.github.io/osv-schema) or GitHub's. Throws on anything else. */
export function advisoriesOf(json: unknown): Advisory[] {
  if (Array.isArray(json)) return json.flatMap(advisoriesOf);
  if (isJson(json) && Array.isArray(json.vulns)) return json.vulns.flatMap(advisoriesOf);
  if (isJson(json) && Array.isArray(json.affected) && typeof json.id === 'string') return fromOsv(json);
  if (isJson(json) && Array.isArray(json.vulnerabilities) && typeof json.ghsa_id === 'string') return fromGithub(json);
  throw new Error('neither an OSV nor a GitHub advisory');
}

function fromOsv(osv: Json): Advisory[] {
  if (osv.withdrawn) return [];
  const ours = isJson(osv.database_specific) ? osv.database_specific.severity : undefined;
  return listOf(osv.affected).flatMap((affected): Advisory[] => {
    const named = isJson(affected.package) ? affected.package : {};
    if (named.ecosystem !== 'npm') return [];
    const theirs = isJson(affected.database_specific) ? affected.database_specific.severity : undefined;
    const ranges = listOf(affected.ranges)
      .filter(({ type }) => type === 'SEMVER')
      .map(({ events }) => listOf(events).filter(({ limit }) => limit === undefined));
    const versions = Array.isArray(affected.versions) ? affected.versions : [];
    return [
      {
        id: String(osv.id),
        packageName: String(named.name),
        title: String(osv.summary ?? ''),
        severity: severityOf(theirs ?? ours),
        published: dateOf(osv.published),
        hits: (version) => versions.includes(version) || ranges.some((events) => inEvents(version, events)),
      },
    ];
  });
}

/** Events in the order of versions: in since `introduced`, out from `fixed`, or after `last_affected`. */
function inEvents(version: string, events: readonly Json[]): boolean {
  const at = (event: Json): string => {
    const bound = String(event.introduced ?? event.fixed ?? event.last_affected);
    return bound === '0' ? '0.0.0-0' : bound;
  };
  let inside = false;
  for (const event of events.toSorted((a, b) => comparedVersions(at(a), at(b)))) {
    const step = comparedVersions(version, at(event));
    if (event.introduced !== undefined && step >= 0) inside = true;
    if (event.fixed !== undefined && step >= 0) inside = false;
    if (event.last_affected !== undefined && step > 0) inside = false;
  }
  return inside;
}

function fromGithub(advisory: Json): Advisory[] {
  if (advisory.withdrawn_at) return [];
  return listOf(advisory.vulnerabilities).flatMap((one): Advisory[] => {
    const named = isJson(one.package) ? one.package : {};
    if (named.ecosystem !== 'npm') return [];
    const range = String(one.vulnerable_version_range ?? '*');
    return [
      {
        id: String(advisory.ghsa_id),
        packageName: String(named.name),
        title: String(advisory.summary ?? ''),
        severity: severityOf(advisory.severity),
        published: dateOf(advisory.published_at),
        hits: (version) => inRange(version, range),
      },
    ];
  });
}

/**
 * What `npm audit --json` answered (auditReportVersion 2), or null when nobody was asked: the registry does not know, or is not there.
 * Its advisories carry no date.
 */
export function auditOf(json: unknown): Advisory[] | null {
  if (!isJson(json) || json.auditReportVersion !== 2 || !isJson(json.vulnerabilities)) return null;
  return Object.values(json.vulnerabilities)
    .filter(isJson)
    .flatMap(({ via }) => listOf(via))
    .map((one) => ({
      id: /GHSA-[\w-]+/.exec(String(one.url ?? ''))?.[0] ?? `npm:${String(one.source)}`,
      packageName: String(one.name),
      title: String(one.title ?? ''),
      severity: severityOf(one.severity),
      published: null,
      hits: (version) => inAudited(version, String(one.range ?? '*')),
    }));
}

/** npm has compared already: a range in words that only npm knows holds. */
function inAudited(version: string, range: string): boolean {
  try {
    return inRange(version, range);
  } catch {
    return true;
  }
}

/** What was written down of an advisory: docs/security/weaknesses.json. */
export interface Known {
  readonly id: string;
  /** Local date on which we first saw it, where the advisory has none. */
  readonly seen: string;
  /** Why it does not reach us; until `again` it is not held against us. */
  readonly reason?: string;
  readonly again?: string;
}

export interface Finding {
  readonly advisory: Advisory;
  readonly versions: readonly string[];
  readonly severity: Severity;
  /** Local date, last day to mend it; null when nobody knows since when it is known: then it is due at once. */
  readonly due: string | null;
  readonly state: 'overdue' | 'open' | 'explained';
}

const DAY_MS = 24 * 60 * 60_000;

/** Everything shipped that an advisory names, the worst first. `today`: local date. */
export function findingsOf(
  packages: readonly { readonly name: string; readonly version: string }[],
  advisories: readonly Advisory[],
  known: readonly Known[],
  today: string,
): Finding[] {
  const found = advisories.flatMap((advisory): Finding[] => {
    const versions = packages
      .filter(({ name, version }) => name === advisory.packageName && advisory.hits(version))
      .map(({ version }) => version);
    if (versions.length === 0) return [];
    const severity = DECODERS.includes(advisory.packageName) ? higher(advisory.severity) : advisory.severity;
    const note = known.find(({ id }) => id === advisory.id);
    const since = advisory.published ?? note?.seen ?? null;
    const due =
      since === null ? null : new Date(Date.parse(since) + DAYS[severity] * DAY_MS).toISOString().slice(0, DATE_CHARS);
    const explained = Boolean(note?.reason) && note?.again !== undefined && note.again >= today;
    const late = due === null || due < today;
    const state = explained ? 'explained' : late ? 'overdue' : 'open';
    return [{ advisory, versions: [...new Set(versions)], severity, due, state }];
  });
  return found.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}

const higher = (severity: Severity): Severity => SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? 'critical';

export const lineOf = ({ advisory, versions, severity, due, state }: Finding): string =>
  `${state}: ${severity} ${advisory.packageName} ${versions.join(', ')} ${advisory.id} until ${due ?? 'now (no date is known)'} ${advisory.title}`.trimEnd();
