/** Reads what the scanners wrote, holds it against the explanations, and counts what is left. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Finding {
  readonly tool: string;
  /** Stable name of what was found, which an explanation names too. */
  readonly id: string;
  readonly level: 'low' | 'medium' | 'high';
  readonly detail: string;
}

export interface ToolReport {
  readonly tool: string;
  /** Whether it ran to its end or its bound of time; a scan that did not happen is a finding itself. */
  readonly ran: boolean;
  /** Whether it found what is planted in the control; null where there is none. */
  readonly control: boolean | null;
  readonly findings: readonly Finding[];
}

const text = (folder: string, name: string): string | null => {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
};

/** Scripts of nmap say `State: VULNERABLE` or `LIKELY VULNERABLE`. */
function nmap(folder: string): ToolReport {
  const report = text(folder, 'nmap.txt');
  const findings = [
    ...(report ?? '').matchAll(/\| ([\w-]+):\s*\n(?:\|[^\n]*\n)*?\|\s+State: ((?:LIKELY )?VULNERABLE)/g),
  ].map(
    ([, id = '', state = '']): Finding => ({
      tool: 'nmap',
      id,
      level: state === 'VULNERABLE' ? 'high' : 'medium',
      detail: state,
    }),
  );
  return { tool: 'nmap', ran: /Nmap done/.test(report ?? ''), control: null, findings };
}

function sqlmap(folder: string): ToolReport {
  const logs = globSync('sqlmap*.txt', { cwd: folder });
  const findings = logs.flatMap((name) => injections(text(folder, name) ?? ''));
  // Each list of addresses and each request was gone through, none passed over.
  const ran =
    logs.length > 0 &&
    logs.every((name) => /testing (connection to the target URL|URL)/.test(text(folder, name) ?? ''));
  return { tool: 'sqlmap', ran, control: injections(text(folder, 'control-sqlmap.txt') ?? '').length > 0, findings };
}

const injections = (said: string): Finding[] =>
  [...said.matchAll(/(?:parameter '([^']+)' is vulnerable|^Parameter: (.+)$)/gm)].map(([line, a, b]) => ({
    tool: 'sqlmap',
    id: (a ?? b ?? '').trim(),
    level: 'high',
    detail: line.slice(0, 160),
  }));

interface WapitiReport {
  readonly vulnerabilities: { readonly [name: string]: readonly { level: number; info: string; path: string }[] };
  readonly anomalies: WapitiReport['vulnerabilities'];
}

/** Levels 1 to 3: low, medium, high. An anomaly is a 500 or a silence. */
function wapiti(folder: string): ToolReport {
  const [findings, planted] = ['wapiti.json', 'control-wapiti.json'].map((name) => holes(text(folder, name)));
  const control = (planted ?? []).some(({ level }) => level !== 'low');
  return { tool: 'wapiti', ran: findings !== null, control, findings: findings ?? [] };
}

function holes(written: string | null): Finding[] | null {
  if (written === null) return null;
  const { vulnerabilities, anomalies } = JSON.parse(written) as WapitiReport;
  return Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([id, found]) =>
    found.map(
      ({ level, info, path }): Finding => ({
        tool: 'wapiti',
        id,
        level: level >= 3 ? 'high' : level === 2 ? 'medium' : 'low',
        detail: `${path} ${info}`.slice(0, 200),
      }),
    ),
  );
}

/** A service that was away for more than a tenth of the time, or at the end. */
function slowhttptest(folder: string): ToolReport {
  const files = globSync('slow-*.csv', { cwd: folder }).sort();
  const findings = files.flatMap((name) => absences(folder, name));
  return {
    tool: 'slowhttptest',
    ran: files.length === 4,
    control: text(folder, 'control-slow.csv') !== null && absences(folder, 'control-slow.csv').length > 0,
    findings,
  };
}

function absences(folder: string, name: string): Finding[] {
  const [head = '', ...rows] = (text(folder, name) ?? '')
    .trim()
    .split('\n')
    .filter((row) => /^(Seconds|\d)/.test(row));
  const column = head.split(',').findIndex((title) => /available/i.test(title));
  const seen = rows.map((row) => Number(row.split(',')[column]) > 0);
  const away = seen.filter((available) => !available).length;
  if (seen.length > 0 && away <= seen.length / 10) return [];
  return [
    {
      tool: 'slowhttptest',
      id: basename(name, '.csv'),
      level: 'high',
      detail: `away in ${away} of ${seen.length} looks`,
    },
  ];
}

const TESTSSL_LEVELS: { readonly [severity: string]: Finding['level'] } = {
  LOW: 'low',
  MEDIUM: 'medium',
  HIGH: 'high',
  CRITICAL: 'high',
};

function testssl(folder: string): ToolReport {
  const [ours, planted] = ['testssl.json', 'control-testssl.json'].map((name) => weaknesses(text(folder, name)));
  // The planted server still speaks TLS 1.0; how grave that is differs between versions of the tool.
  const control = (planted?.findings ?? []).some(({ id }) => id === 'TLS1');
  return { tool: 'testssl', ran: ours?.ran === true, control, findings: ours?.findings ?? [] };
}

function weaknesses(written: string | null) {
  if (written === null) return null;
  const lines = JSON.parse(written) as { id: string; severity: string; finding: string }[];
  const findings = lines.flatMap(({ id, severity, finding }): Finding[] => {
    const level = TESTSSL_LEVELS[severity];
    return level ? [{ tool: 'testssl', id, level, detail: finding.slice(0, 200) }] : [];
  });
  return { ran: lines.some(({ id }) => id === 'TLS1_3'), findings };
}

export const reportsIn = (folder: string): ToolReport[] =>
  [nmap, sqlmap, wapiti, slowhttptest, testssl].map((read) => read(folder));

/** Rows `| tool | id | why |` of the page of explanations; the id may end with `*`. */
export function explanationsIn(page: string): (finding: Finding) => boolean {
  const rows = [...page.matchAll(/^\| (\w+) \| `([^`]+)` \| (.{20,}) \|$/gm)].map(([, tool, id]) => ({
    tool,
    id: id ?? '',
  }));
  return ({ tool, id }) =>
    rows.some(
      (row) => row.tool === tool && (row.id.endsWith('*') ? id.startsWith(row.id.slice(0, -1)) : row.id === id),
    );
}

if (import.meta.main) {
  const folder = process.argv[2] ?? '';
  const explained = explanationsIn(
    readFileSync(join(import.meta.dirname, '../../docs/security/scan-explanations.md'), 'utf8'),
  );
  let [left, silent] = [0, 0];
  for (const { tool, ran, control, findings } of reportsIn(folder)) {
    const grave = findings.filter(({ level }) => level !== 'low');
    const open = grave.filter((one) => !explained(one));
    console.log(
      `${tool}: ${ran ? 'ran' : '✖ did not run'}${control === null ? '' : control ? ', found what is planted' : ', ✖ did not find what is planted'}; ${findings.length} findings, ${grave.length} medium or above, ${open.length} of these not explained`,
    );
    for (const one of new Map(findings.map((finding) => [`${finding.id} ${finding.detail}`, finding])).values())
      console.log(`  ${open.includes(one) ? '✖' : '·'} ${one.level} ${one.id}: ${one.detail}`);
    left += open.length;
    silent += ran && control !== false ? 0 : 1;
  }
  console.log(
    `${left} findings of medium or above are not explained; ${silent} scanners did not run or did not find what is planted`,
  );
  process.exitCode = left + silent > 0 ? 1 : 0;
}
