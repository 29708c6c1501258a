/** State machines as tables: what may follow what, and who may do it. One checker and one drawing for all of them. */

/** One row: in `from`, `by` may do `action`, which leads `to`. */
export interface Transition<State extends string, Role extends string> {
  /** Row of the domain reference this follows. */
  readonly row: string;
  /** `null`: the act that begins the story. */
  readonly from: State | null;
  readonly action: string;
  readonly by: readonly Role[];
  readonly to: State;
  /** Leads out of a state in which the story had ended: rare, and never a person's act. */
  readonly reopens?: true;
}

export interface Machine<State extends string, Role extends string> {
  readonly name: string;
  /** Label of each state, in Bahasa Indonesia. */
  readonly states: Readonly<Record<State, string>>;
  /** States in which the story has ended. */
  readonly final: readonly State[];
  readonly roles: readonly Role[];
  readonly transitions: readonly Transition<State, Role>[];
}

/** Faults of a table: dead ends, unreachable states, actions nobody may take, two answers to one act. Empty: sound. */
export function checkMachine<S extends string, R extends string>(machine: Machine<S, R>): string[] {
  const states = Object.keys(machine.states) as S[];
  const reachable = reachableStates(machine);
  const seen = new Map<string, S>();
  return [
    ...states.filter((s) => !reachable.has(s)).map((s) => `${machine.name}: ${s} cannot be reached`),
    ...states
      .filter((s) => !machine.final.includes(s) && !machine.transitions.some((t) => t.from === s && t.to !== s))
      .map((s) => `${machine.name}: ${s} is a dead end`),
    ...machine.final
      .filter((s) => machine.transitions.some((t) => t.from === s && t.to !== s && !t.reopens))
      .map((s) => `${machine.name}: ${s} is final and is left`),
    ...machine.transitions
      .filter((t) => !t.by.some((role) => machine.roles.includes(role)))
      .map((t) => `${machine.name}: nobody may ${t.action} in ${t.from}`),
    ...machine.transitions.flatMap((t) =>
      t.by.flatMap((role) => {
        const act = `${t.from} ${t.action} ${role}`;
        const other = seen.get(act);
        seen.set(act, t.to);
        return other === undefined ? [] : [`${machine.name}: ${act} leads to ${other} and to ${t.to}`];
      }),
    ),
  ];
}

function reachableStates<S extends string, R extends string>(machine: Machine<S, R>): Set<S> {
  const found = new Set<S>();
  let before = -1;
  while (found.size !== before) {
    before = found.size;
    for (const t of machine.transitions) if (t.from === null || found.has(t.from)) found.add(t.to);
  }
  return found;
}

/** The row that answers an act, or null: not in this state, or not by this role. */
export function transitionFor<S extends string, R extends string>(
  machine: Machine<S, R>,
  from: S | null,
  action: string,
  role: R,
): Transition<S, R> | null {
  return machine.transitions.find((t) => t.from === from && t.action === action && t.by.includes(role)) ?? null;
}

/** What a role may do in a state, in the order of the table. */
export function actionsIn<S extends string, R extends string>(machine: Machine<S, R>, state: S, role: R): string[] {
  return machine.transitions.filter((t) => t.from === state && t.by.includes(role)).map((t) => t.action);
}

/** The table as a Mermaid state diagram, for the documents. */
export function drawMachine<S extends string, R extends string>(machine: Machine<S, R>): string {
  const labels = Object.entries<string>(machine.states).map(([state, label]) => `  ${state}: ${state} · ${label}`);
  const arrows = machine.transitions.map(
    (t) => `  ${t.from ?? '[*]'} --> ${t.to}: ${t.row} ${t.action} (${t.by.join(', ')})`,
  );
  const ends = machine.final.map((state) => `  ${state} --> [*]`);
  return ['stateDiagram-v2', ...labels, ...arrows, ...ends].join('\n');
}

/** The table as Markdown. */
export function tabulateMachine<S extends string, R extends string>(machine: Machine<S, R>): string {
  const rows = machine.transitions.map(
    (t) => `| ${t.row} | ${t.from ?? '–'} | ${t.action} | ${t.by.join(', ')} | ${t.to} |`,
  );
  return ['| row | state | action | role | next state |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** Every role that may take an action in some state. */
export function rolesFor<S extends string, R extends string>(machine: Machine<S, R>, action: string): R[] {
  return machine.roles.filter((role) => machine.transitions.some((t) => t.action === action && t.by.includes(role)));
}
