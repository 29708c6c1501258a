/** The matrix as Markdown, from what the code runs on: role × action, and role × state for everything that has states. */
import type { Machine } from '../kernel/machine.ts';
import { type Permission, type Permissions, ROLES, roleMay } from '../kernel/permission.ts';

const GROUPS: readonly { readonly title: string; readonly roles: readonly string[] }[] = [
  {
    title: 'Satker',
    roles: [
      'PEMESAN',
      'PP',
      'PPK',
      'PENERIMA',
      'BENDAHARA',
      'BPP',
      'KPA',
      'PPSPM',
      'KKP_HOLDER',
      'KKP_ADMIN',
      'ADMIN_SATKER',
    ],
  },
  { title: 'Vendor', roles: ['VENDOR_ADMIN', 'VENDOR_STAFF', 'COURIER'] },
  {
    title: 'Treasury, auditors, integrations',
    roles: ['ADMIN_KPPN', 'ADMIN_KANWIL', 'ADMIN_PKN', 'AUDITOR', 'SERVICE'],
  },
];

const WHO: { readonly [R in Extract<Permission['roles'], string>]: string } = {
  anyone: 'anybody, also signed out',
  'signed-in': 'everybody who is signed in',
  machine: 'another system, which proves itself',
};

const PEOPLE = ROLES.filter((role) => role !== 'SERVICE');

function who({ roles }: Permission): string {
  if (typeof roles === 'string') return WHO[roles];
  const everybody = PEOPLE.every((role) => roles.includes(role));
  const keys = roles.includes('SERVICE');
  if (everybody) return `${WHO['signed-in']}${keys ? ', and keys with this scope' : ''}`;
  return roles.join(', ');
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), `|${'---|'.repeat(head.length)}`, ...rows.map(row)].join('\n');

/** What each action is, and on whose objects. */
function actionTable(table: Permissions): string {
  return tableOf(
    ['action', 'what', 'on whose objects', 'who'],
    Object.entries(table).map(([action, permission]) => [
      `\`${action}\``,
      permission.what,
      permission.on,
      who(permission),
    ]),
  );
}

/** A dot where a role may; actions that everybody may, or that are not for people, are told by the table before. */
function roleTable(table: Permissions, roles: readonly string[]): string {
  const rows = Object.entries(table)
    .filter(([, permission]) => typeof permission.roles !== 'string' && roles.some((role) => roleMay(permission, role)))
    .map(([action, permission]) => [`\`${action}\``, ...roles.map((role) => (roleMay(permission, role) ? '●' : ''))]);
  return tableOf(['action', ...roles], rows);
}

/** What each role may do in each state of a machine. */
function stateTable(machine: Machine<string, string>): string {
  const states: [string | null, string][] = [
    [null, '(begins)'],
    ...Object.keys(machine.states).map((s): [string, string] => [s, s]),
  ];
  const rows = states.flatMap(([state, label]) => {
    const cells = machine.roles.map((role) =>
      machine.transitions
        .filter((t) => t.from === state && t.by.includes(role))
        .map((t) => t.action)
        .join(', '),
    );
    return cells.some((cell) => cell !== '') ? [[label, ...cells]] : [];
  });
  return tableOf(['state', ...machine.roles], rows);
}

/** The whole page `docs/generated/permissions.md`. */
export function permissionsPage(table: Permissions, machines: readonly Machine<string, string>[]): string {
  const parts = [
    '# Permissions',
    'Printed by `npm run docs` from the matrix the code runs on (`src/permission/matrix.ts`) and from its state machines. What is not written here is refused: a route without an action does not start. Whose objects a person reaches is row-level security (`migrations/`); which state allows what are the last tables.',
    `${Object.keys(table).length} actions, ${ROLES.length} roles.`,
    '## Actions',
    actionTable(table),
    ...GROUPS.flatMap(({ title, roles }) => [`## Role × action: ${title}`, roleTable(table, roles)]),
    ...machines.flatMap((machine) => [`## Role × action × state: ${machine.name}`, stateTable(machine)]),
  ];
  return `${parts.join('\n\n')}\n`;
}
