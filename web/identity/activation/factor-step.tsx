import { type ReactNode, useState } from 'react';
import { useCommand } from '../../shared/api/command.ts';
import { CodeWay } from '../../shared/factor/code-way.tsx';
import { EmailWay } from '../../shared/factor/email-way.tsx';
import { rememberFactor } from '../../shared/factor/factor.ts';
import { OutcomeNotice } from '../../shared/factor/outcome.tsx';
import { makePasskey, passkeysWork } from '../../shared/factor/passkey.ts';
import { type TotpOffer, TotpSetup } from '../../shared/factor/totp-setup.tsx';
import { useCeremony } from '../../shared/factor/use-ceremony.ts';
import { Ways } from '../../shared/factor/ways.tsx';
import { words as factorWords } from '../../shared/factor/words.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { IconFingerprint } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import { beginPasskey, finish, mailCode } from './calls.ts';

interface FactorStepProps {
  token: string;
  offer: TotpOffer;
  mayUseEmail: boolean;
  onActive: (recoveryCodes: readonly string[]) => void;
}

type Choice = 'totp' | 'passkey' | 'email';

export function FactorStep(props: FactorStepProps) {
  const { activation: say } = useWords(words);
  const [choice, setChoice] = useState<Choice>();
  const choices: Choice[] = [
    'totp',
    ...(passkeysWork() ? (['passkey'] as const) : []),
    ...(props.mayUseEmail ? (['email'] as const) : []),
  ];
  if (choice === undefined) {
    return (
      <Page key="choose" title={say.factorTitle} lead={say.step(2)} narrow>
        <p>{say.factorLead}</p>
        <Ways kinds={choices} hints={say.hints} onPick={setChoice} />
      </Page>
    );
  }
  const change =
    choices.length === 1 ? undefined : (
      <Button tone="quiet" onPress={() => setChoice(undefined)}>
        {say.change}
      </Button>
    );
  const Way = { totp: TotpChoice, passkey: PasskeyChoice, email: EmailChoice }[choice];
  return (
    <Page key={choice} title={say[`${choice}Title`]} lead={say.step(2)} narrow>
      <Card>
        <Way {...props} change={change} />
      </Card>
    </Page>
  );
}

type ChoiceProps = FactorStepProps & { change: ReactNode };

function useFinish({ onActive }: FactorStepProps) {
  return useCommand(finish, ({ recoveryCodes }) => onActive(recoveryCodes));
}

function TotpChoice(props: ChoiceProps) {
  const { activation: say } = useWords(words);
  const { totpCode, totpCodeHint } = useWords(factorWords);
  const command = useFinish(props);
  return (
    <>
      <TotpSetup offer={props.offer} />
      <CodeWay
        kind="totp"
        label={totpCode}
        hint={totpCodeHint}
        confirm={say.finish}
        outcome={command}
        onCode={(code) => void command.send({ token: props.token, code })}
        beside={props.change}
      />
    </>
  );
}

function PasskeyChoice(props: ChoiceProps) {
  const { activation: say } = useWords(words);
  const command = useFinish(props);
  const ceremony = useCeremony(() => beginPasskey(props.token), makePasskey);

  async function make() {
    const made = await ceremony.ask();
    if (made === undefined) return;
    rememberFactor('passkey');
    await command.send({ token: props.token, label: '', ...made });
  }

  return (
    <>
      <p>{say.passkeyText}</p>
      {ceremony.message !== undefined && (
        <Notice tone="warning" live>
          {ceremony.message}
        </Notice>
      )}
      <OutcomeNotice of={command} />
      <div className="flex flex-wrap gap-2">
        <Button icon={<IconFingerprint size={24} />} busy={ceremony.busy || command.busy} onPress={() => void make()}>
          {say.passkeyMake}
        </Button>
        {props.change}
      </div>
    </>
  );
}

function EmailChoice(props: ChoiceProps) {
  const { activation: say } = useWords(words);
  const command = useFinish(props);
  return (
    <EmailWay
      confirm={say.finish}
      outcome={command}
      onCode={(emailCode) => void command.send({ token: props.token, emailCode })}
      onMail={() => mailCode(props.token)}
      beside={props.change}
    />
  );
}
