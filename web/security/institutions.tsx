import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, withKey } from '../shared/api/client.ts';
import { useCommand } from '../shared/api/command.ts';
import { type Proof, stepUpOf } from '../shared/factor/factor.ts';
import { OutcomeNotice } from '../shared/factor/outcome.tsx';
import { useHashOnce } from '../shared/shell/hash.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { IconBuildingBank } from '../shared/ui/icons.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { StepUp } from '../shared/ui/step-up.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { Row } from './row.tsx';
import { words } from './words.ts';

const institutionsQuery = {
  queryKey: ['federated'],
  queryFn: () => answer(api.GET('/api/v1/sign-in/federated'), 'stay'),
};
const linksQuery = {
  queryKey: ['security', 'federated'],
  queryFn: () => answer(api.GET('/api/v1/security/federated')),
};

/** Accounts at institutions through which one may sign in; nothing where no institution is set up. */
export function Institutions() {
  const { institutions: say } = useWords(words);
  const institutions = useQuery(institutionsQuery).data ?? [];
  const links = useQuery({ ...linksQuery, enabled: institutions.length > 0 }).data;
  const came = new URLSearchParams(useHashOnce()).get('tertaut');
  const linkedNow = institutions.find(({ id }) => id === came);
  if (institutions.length === 0 || links === undefined) return null;
  return (
    <Card title={say.title}>
      <p>{say.text}</p>
      {linkedNow !== undefined && (
        <Notice tone="good" live>
          {say.done(linkedNow.name)}
        </Notice>
      )}
      <ul>
        {institutions.map((institution) => (
          <InstitutionRow
            key={institution.id}
            {...institution}
            linkedAt={links.find(({ issuer }) => issuer === institution.id)?.linkedAt}
          />
        ))}
      </ul>
    </Card>
  );
}

interface InstitutionProps {
  id: string;
  name: string;
  linkedAt: string | undefined;
}

/** Sent without a proof the server says what has to be confirmed; sent again with one, it is done. */
function InstitutionRow({ id, name, linkedAt }: InstitutionProps) {
  const { institutions: say } = useWords(words);
  const queries = useQueryClient();
  const [digest, setDigest] = useState<string>();
  const linked = linkedAt !== undefined;
  const command = useCommand(
    async (proof: Proof | null, key: string) => {
      const body = proof === null || digest === undefined ? {} : { stepUp: stepUpOf(digest, proof) };
      const options = { params: { path: { issuer: id } }, body, ...withKey(key) };
      return linked
        ? { url: null, ...(await answer(api.POST('/api/v1/security/federated/{issuer}/unlink', options))) }
        : answer(api.POST('/api/v1/security/federated/{issuer}', options));
    },
    ({ confirm, url }) => {
      if (confirm !== null) setDigest(confirm.digest);
      else if (url !== null) location.assign(url);
      else {
        setDigest(undefined);
        void queries.invalidateQueries({ queryKey: ['security'] });
      }
    },
  );
  const act = linked ? say.unlink(name) : say.link(name);
  return (
    <Row
      Icon={IconBuildingBank}
      title={name}
      action={
        <Button tone={linked ? 'danger' : 'quiet'} busy={command.busy} onPress={() => void command.send(null)}>
          {act}
        </Button>
      }
      dialog={
        digest !== undefined && (
          <StepUp
            open
            onClose={() => setDigest(undefined)}
            sentence={linked ? say.unlinkSentence(name) : say.linkSentence(name)}
            facts={[{ label: say.institution, value: name }]}
            confirm={act}
            tone={linked ? 'danger' : undefined}
            confirms={{ digest }}
            onConfirm={(proof) => void command.send(proof)}
            outcome={command}
          />
        )
      }
    >
      {linkedAt === undefined ? (
        <p>{say.unlinked}</p>
      ) : (
        <p>
          {say.linked} <When at={linkedAt} short />
        </p>
      )}
      {digest === undefined && <OutcomeNotice of={command} />}
    </Row>
  );
}
