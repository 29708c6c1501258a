import type { FieldError } from '../api/problem.ts';
import { classes } from '../ui/classes.ts';
import { IconCheck } from '../ui/icons.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { useWords } from '../words/define.ts';
import { words } from './words.ts';

/** What the server demands of a password: the least number of characters, and all rules as sentences, length first. */
export interface PasswordProfile {
  readonly minLength: number;
  readonly rules: readonly string[];
}

interface NewPasswordProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  profile: PasswordProfile;
}

/** Counted as the server counts: code points of the composed form. */
export const lengthOf = (password: string): number => [...password.normalize('NFC')].length;

/** What the page itself can judge; the rest is the server's. */
export function useTooShort(profile: PasswordProfile): (password: string) => FieldError[] {
  const say = useWords(words);
  return (password) =>
    lengthOf(password) < profile.minLength ? [{ path: 'password', message: say.tooShort(profile.minLength) }] : [];
}

/** A password to be chosen, with its rules below; the length is judged while it is typed. */
export function NewPassword({ value, onChange, error, profile }: NewPasswordProps) {
  const say = useWords(words);
  const typed = lengthOf(value);
  const met = typed >= profile.minLength;
  const [length, ...others] = profile.rules;
  return (
    <PasswordField
      name="password"
      label={say.newPassword}
      hint={say.newPasswordHint}
      autoComplete="new-password"
      value={value}
      onChange={onChange}
      error={error}
      after={
        <ul className="mt-1 grid gap-1">
          {length !== undefined && (
            <li className={classes('flex gap-2', met && 'font-semibold text-good-700')}>
              <Mark met={met} />
              <span>
                {length} {typed > 0 && (met ? say.lengthMet(typed) : say.lengthLeft(profile.minLength - typed))}
              </span>
            </li>
          )}
          {others.map((rule) => (
            <li key={rule} className="flex gap-2">
              <Mark met={false} />
              {rule}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Mark({ met }: { met: boolean }) {
  return (
    <span aria-hidden="true" className="grid size-5 shrink-0 place-items-center">
      {met ? <IconCheck size={20} /> : <span className="size-1.5 rounded-full bg-current" />}
    </span>
  );
}
