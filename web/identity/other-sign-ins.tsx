import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../shared/api/client.ts';
import { useCommand } from '../shared/api/command.ts';
import { rememberFactor } from '../shared/factor/factor.ts';
import { OutcomeNotice } from '../shared/factor/outcome.tsx';
import { askPasskey, passkeysWork } from '../shared/factor/passkey.ts';
import { useCeremony } from '../shared/factor/use-ceremony.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { IconBuildingBank, IconFingerprint } from '../shared/ui/icons.ts';
import { Stack } from '../shared/ui/layout.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { useWords } from '../shared/words/define.ts';
import { beginPasskey, sendPasskey, useEnter } from './session.ts';
import { words } from './words.ts';

const institutionsQuery = {
  queryKey: ['federated'],
  queryFn: () => answer(api.GET('/api/v1/sign-in/federated'), 'stay'),
  retry: false,
};

/** Ways in without a password of ours: a passkey, or one's own institution. Nothing when there is none. */
export function OtherSignIns({ back }: { back: string }) {
  const say = useWords(words);
  const institutions = useQuery(institutionsQuery).data ?? [];
  if (!passkeysWork() && institutions.length === 0) return null;
  return (
    <Card title={say.withoutPassword}>
      <Stack>
        {passkeysWork() && <PasskeySignIn back={back} />}
        {institutions.map((institution) => (
          <InstitutionSignIn key={institution.id} {...institution} />
        ))}
      </Stack>
    </Card>
  );
}

/** The passkey as the only step: the device itself has asked for finger, face or PIN. */
function PasskeySignIn({ back }: { back: string }) {
  const say = useWords(words);
  const enter = useEnter();
  const ceremony = useCeremony(() => beginPasskey(), askPasskey);
  const command = useCommand(sendPasskey, () => void enter(back));

  async function signIn() {
    command.reset();
    const given = await ceremony.ask();
    if (given === undefined) return;
    rememberFactor('passkey');
    await command.send(given);
  }

  return (
    <div className="grid gap-2">
      <Button
        tone="quiet"
        full
        icon={<IconFingerprint size={24} />}
        busy={ceremony.busy || command.busy}
        onPress={() => void signIn()}
      >
        {say.withPasskey}
      </Button>
      <p className="text-small text-muted">{say.withPasskeyHint}</p>
      {ceremony.message !== undefined && (
        <Notice tone="warning" live>
          {ceremony.message}
        </Notice>
      )}
      <OutcomeNotice of={command} />
    </div>
  );
}

/** Leaves for the sign-in page of the institution, which sends the browser back here. */
function InstitutionSignIn({ id, name }: { id: string; name: string }) {
  const say = useWords(words);
  const command = useCommand(
    () => answer(api.POST('/api/v1/sign-in/federated/{issuer}', { params: { path: { issuer: id } } }), 'stay'),
    ({ url }) => location.assign(url),
  );
  return (
    <div className="grid gap-2">
      <Button
        tone="quiet"
        full
        icon={<IconBuildingBank size={24} />}
        busy={command.busy}
        onPress={() => void command.send(undefined)}
      >
        {say.withInstitution(name)}
      </Button>
      <OutcomeNotice of={command} />
    </div>
  );
}
