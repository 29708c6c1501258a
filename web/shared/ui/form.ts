import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { FieldError } from '../api/problem.ts';

/** How often a long form is kept on the device while it changes. */
const KEEP_EVERY_MS = 3_000;

interface FormOptions<Values extends object> {
  initial: Values;
  /** Errors of these values, in the order of the fields; what the screen can know without the server. */
  validate: (values: Values) => readonly FieldError[];
  /** Called only when `validate` finds nothing. */
  onSubmit: (values: Values) => void;
  /** What the server found (`command.fieldErrors`); shown until the field changes. */
  serverErrors?: readonly FieldError[];
  /** Keeps the entries on this device under this name until `forget()`. For text only: never for secrets or photos. */
  keepAs?: string;
}

interface BoundField<Value> {
  name: string;
  value: Value;
  onChange: (value: Value) => void;
  error: string | undefined;
}

export interface Form<Values extends object> {
  readonly values: Values;
  set<Key extends keyof Values & string>(name: Key, value: Values[Key]): void;
  /** `<TextField {...form.bind('name')} label=… />`; also Money, Date, Select, Textarea, Quantity, Photo fields. */
  bind<Key extends keyof Values & string>(name: Key): BoundField<Values[Key]>;
  /** For the error summary: empty until the first submit. */
  readonly errors: readonly FieldError[];
  /** For the error summary: counts the submits. */
  readonly attempt: number;
  readonly onSubmit: (event: FormEvent) => void;
  /** When the entries were last kept on this device. */
  readonly keptAt: Date | undefined;
  /** Drops what was kept; call it when the act is done. */
  forget(): void;
}

/** A form that is checked at submit, and from then on as it is corrected. */
export function useForm<Values extends object>(options: FormOptions<Values>): Form<Values> {
  const { initial, validate, onSubmit, serverErrors = [], keepAs } = options;
  const place = keepAs === undefined ? undefined : `digipay.draft.${keepAs}`;
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...kept<Values>(place) }));
  const [attempt, setAttempt] = useState(0);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const [keptAt, setKeptAt] = useState<Date>();

  useEffect(() => {
    if (place === undefined || changed.size === 0) return;
    const timer = setTimeout(() => {
      localStorage.setItem(place, JSON.stringify(values));
      setKeptAt(new Date());
    }, KEEP_EVERY_MS);
    return () => clearTimeout(timer);
  }, [place, values, changed]);

  const own = attempt === 0 ? [] : validate(values);
  const errors = [...own, ...serverErrors.filter((error) => attempt > 0 && !changed.has(error.path))];

  const set = useCallback(<Key extends keyof Values & string>(name: Key, value: Values[Key]) => {
    setValues((current) => ({ ...current, [name]: value }));
    setChanged((names) => new Set(names).add(name));
  }, []);

  return {
    values,
    set,
    bind: (name) => ({
      name,
      value: values[name],
      onChange: (value) => set(name, value),
      error: errors.find((error) => error.path === name)?.message,
    }),
    errors,
    attempt,
    onSubmit: (event) => {
      event.preventDefault();
      setAttempt(attempt + 1);
      if (validate(values).length > 0) return;
      setChanged(new Set());
      onSubmit(values);
    },
    keptAt,
    forget: () => {
      if (place !== undefined) localStorage.removeItem(place);
      setKeptAt(undefined);
      setChanged(new Set());
    },
  };
}

function kept<Values>(place: string | undefined): Partial<Values> {
  if (place === undefined) return {};
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Values>;
  } catch {
    // An unreadable draft is worth less than a working form.
    return {};
  }
}
