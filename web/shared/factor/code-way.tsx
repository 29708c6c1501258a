import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CodeField } from '../ui/code-field.tsx';
import { FieldFrame } from '../ui/field.tsx';
import { useWords } from '../words/define.ts';
import { isRecoveryCode, rememberFactor, SIX_DIGITS } from './factor.ts';
import type { CodeWayProps } from './factor-props.ts';
import { OutcomeNotice } from './outcome.tsx';
import { words } from './words.ts';

export function CodeWay(props: CodeWayProps) {
  const { kind, confirm, tone, outcome, onCode, name = 'code', label, hint, underCode, beside, focus } = props;
  const say = useWords(words);
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const complete = kind === 'recovery' ? isRecoveryCode(code) : SIX_DIGITS.test(code);
  const error = tried && !complete ? say[`${kind}Fill`] : undefined;
  const { problem } = outcome;

  useEffect(() => {
    if (focus === true) document.getElementById(name)?.focus();
  }, [focus, name]);

  // A refused code is marked, so that typing replaces it.
  useEffect(() => {
    const field = document.getElementById(name);
    if (problem !== undefined && field instanceof HTMLInputElement) field.select();
  }, [problem, name]);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!complete) document.getElementById(name)?.focus();
    else if (!outcome.busy) {
      rememberFactor(kind);
      onCode(code.trim(), kind);
    }
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {kind === 'recovery' ? (
        <FieldFrame name={name} label={say.recovery} hint={say.recoveryHint} error={error} width="medium">
          {(attributes) => (
            <input
              {...attributes}
              type="text"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={code}
              onChange={(event) => setCode(event.target.value.toUpperCase())}
              className="control font-mono"
            />
          )}
        </FieldFrame>
      ) : (
        <CodeField
          name={name}
          label={label ?? say[kind]}
          hint={hint ?? say[`${kind}Hint`]}
          value={code}
          onChange={setCode}
          error={error}
        />
      )}
      {kind === 'totp' && underCode}
      <OutcomeNotice of={outcome} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone={tone ?? 'primary'} busy={outcome.busy} full={beside === undefined}>
          {confirm}
        </Button>
        {beside}
      </div>
    </form>
  );
}
