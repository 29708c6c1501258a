/** The reader of the scanners' reports, on reports made here: what it must find, and what it must not take for fine. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { explanationsIn, type Finding, reportsIn } from '../scripts/scan/findings.ts';

describe('reports of scanners', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'digipay-findings-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string | object) =>
    writeFileSync(join(folder, name), typeof text === 'string' ? text : JSON.stringify(text));

  it('that are not there are no good news', () => {
    assert.deepEqual(
      reportsIn(folder).map(({ tool, ran }) => `${tool} ${ran}`),
      ['nmap false', 'sqlmap false', 'wapiti false', 'slowhttptest false', 'testssl false'],
    );
  });

  it('are read: an injection, a hole, a weak line, a service that went away', () => {
    write(
      'nmap.txt',
      '| http-slowloris-check:\n|   VULNERABLE:\n|   Slowloris DOS attack\n|     State: LIKELY VULNERABLE\n# Nmap done at',
    );
    write(
      'sqlmap-gets.txt',
      "[INFO] testing connection to the target URL\n[INFO] GET parameter 'q' is vulnerable. Do you want\n[WARNING] GET parameter 'r' does not seem to be injectable\n",
    );
    write('wapiti.json', {
      vulnerabilities: {
        'SQL Injection': [{ level: 3, info: 'q', path: '/a' }],
        'Secure Flag cookie': [{ level: 1, info: 'x', path: '/' }],
      },
      anomalies: { 'Internal Server Error': [{ level: 2, info: '500', path: '/b' }] },
    });
    const looks = (available: readonly number[]) =>
      ['Seconds,Closed,Pending,Connected,Service Available', ...available.map((one, i) => `${i},0,0,9,${one}`)].join(
        '\n',
      );
    write('control-sqlmap.txt', "GET parameter 'r' does not seem to be injectable");
    write('slow-a.csv', looks([800, 800, 800, 800, 800]));
    write('slow-b.csv', looks([800, 800, 0, 0, 0]));
    write('slow-c.csv', '');
    write('slow-d.csv', looks([800]));
    write('testssl.json', [
      { id: 'TLS1', severity: 'HIGH', finding: 'offered' },
      { id: 'TLS1_3', severity: 'OK', finding: 'offered' },
      { id: 'DNS_CAArecord', severity: 'LOW', finding: '--' },
    ]);
    const reports = reportsIn(folder);
    assert.ok(reports.every(({ ran }) => ran));
    assert.deepEqual(
      reports.map(({ control }) => control),
      [null, false, false, false, false],
      'a control without a report is no control',
    );
    const grave = reports.flatMap(({ findings }) => findings).filter(({ level }) => level !== 'low');
    assert.deepEqual(
      grave.map(({ tool, id }) => `${tool} ${id}`),
      [
        'nmap http-slowloris-check',
        'sqlmap q',
        'wapiti SQL Injection',
        'wapiti Internal Server Error',
        'slowhttptest slow-b',
        'slowhttptest slow-c',
        'testssl TLS1',
      ],
    );
  });

  it('are explained only by a row that names them and says why', () => {
    const explained = explanationsIn(
      '| nmap | `ssl-x` | because the certificate is one of this trial |\n| wapiti | `Back*` | because every address of a screen is the one page |\n| testssl | `y` | no |',
    );
    const finding = (tool: string, id: string): Finding => ({ tool, id, level: 'high', detail: '' });
    assert.deepEqual(
      [
        finding('nmap', 'ssl-x'),
        finding('wapiti', 'Backup file'),
        finding('wapiti', 'ssl-x'),
        finding('testssl', 'y'),
      ].map(explained),
      [true, true, false, false],
    );
  });
});
