import { useState } from 'react';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/define.ts';
import { CodeWay } from './code-way.tsx';
import { EmailWay } from './email-way.tsx';
import { type FactorKind, firstFactor } from './factor.ts';
import type { FactorFormProps } from './factor-props.ts';
import { passkeysWork } from './passkey.ts';
import { PasskeyWay } from './passkey-way.tsx';
import { Ways } from './ways.tsx';
import { words } from './words.ts';

/** Shows that it is you: one way at a time, the one you took last first; the others one press away. */
export function FactorForm(props: FactorFormProps) {
  const { factors, direct } = props;
  const say = useWords(words);
  const open = factors.filter((kind) => kind !== 'passkey' || passkeysWork());
  const [picked, setPicked] = useState<FactorKind>();
  const [first] = useState(() => firstFactor(open) ?? (direct === true ? open[0] : undefined));
  const way = picked ?? first;

  if (open.length === 0) return <Notice tone="warning">{say.nothingHere}</Notice>;
  if (way === undefined) {
    return (
      <div className="grid gap-3">
        <p className="font-semibold">{say.choose}</p>
        <Ways kinds={open} onPick={setPicked} />
        {props.beside}
      </div>
    );
  }
  const others = open.filter((kind) => kind !== way);
  const moved = picked !== undefined;
  return (
    <div className="grid gap-4">
      {way === 'passkey' && <PasskeyWay {...props} />}
      {way === 'email' && <EmailWay {...props} />}
      {(way === 'totp' || way === 'recovery') && <CodeWay key={`code-${way}`} {...props} kind={way} focus={moved} />}
      {others.length > 0 && (
        <details key={`others-of-${way}`}>
          <summary className="link inline-flex min-h-11 items-center font-semibold">{say.otherWays}</summary>
          <Ways kinds={others} onPick={setPicked} />
        </details>
      )}
    </div>
  );
}
