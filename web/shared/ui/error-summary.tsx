import { useEffect, useRef } from 'react';
import type { FieldError } from '../api/problem.ts';
import { useWords } from '../words/define.ts';
import { words } from './words.ts';

interface ErrorSummaryProps {
  /** Empty: nothing is shown. `path` is the `name` of the field. */
  errors: readonly FieldError[];
  /** A sentence that belongs to no field. */
  message?: string | undefined;
  /** Over the sentence, where "not sent" does not say it: "Belum bisa masuk". */
  heading?: string;
  /** Change it at each submit (a counter), so that focus comes back when the same errors remain. */
  attempt?: number;
}

/** On top of a form: takes focus, each line goes to its field, and the window's title says so. */
export function ErrorSummary({ errors, message, heading, attempt }: ErrorSummaryProps) {
  const say = useWords(words);
  const box = useRef<HTMLDivElement>(null);
  const shown = errors.length > 0 || message !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt moves the focus again, also with the same errors.
  useEffect(() => {
    if (!shown) return;
    box.current?.focus();
    const title = document.title;
    document.title = `${say.errorTitle} ${title}`;
    return () => {
      document.title = title;
    };
  }, [shown, attempt, say]);

  if (!shown) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="rounded-l border-2 border-bad-600 bg-card p-4">
      <h2 className="text-h2">{errors.length > 0 ? say.errorHeading : (heading ?? say.notSent)}</h2>
      {message !== undefined && <p className="mt-2">{message}</p>}
      {errors.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {errors.map((error) => (
            <li key={error.path}>
              <a
                href={`#${error.path}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(error.path)?.focus();
                }}
                className="inline-flex min-h-6 font-semibold text-bad-700 underline underline-offset-3"
              >
                {error.message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
