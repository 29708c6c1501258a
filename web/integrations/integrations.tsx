import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../shared/api/me.ts';
import { ActDialog, ReasonDialog } from '../shared/register/act-dialog.tsx';
import { words as registerWords } from '../shared/register/words.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Facts } from '../shared/ui/facts.tsx';
import { Cluster, Stack } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Page } from '../shared/ui/page.tsx';
import { SelectField } from '../shared/ui/select-field.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { toast } from '../shared/ui/toast.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import {
  type Integration,
  integrationsQuery,
  type KeyAnswer,
  revokeKey,
  rotateKey,
  useRenewIntegrations,
} from './integration-data.ts';
import { Secret } from './secret.tsx';
import { words } from './words.ts';

/** Applications that read with a key of this office: what they may, since when, last used when. */
export default function Integrations() {
  const say = useWords(words);
  const query = useQuery(integrationsQuery);
  const [made, setMade] = useState<KeyAnswer>();
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  if (made !== undefined) return <Secret of={made} onDone={() => setMade(undefined)} />;
  const create = <LinkButton to="/integrasi/baru">{say.create}</LinkButton>;
  return (
    <Page title={say.title} lead={say.lead} actions={create}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say.empty}>{say.emptyText}</Empty>
          ) : (
            <Stack>
              {items.map((one) => (
                <One key={one.id} of={one} onMade={setMade} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}

function Status({ of }: { of: Integration }) {
  const say = useWords(words);
  if (of.revokedAt !== null) return <StatusTag tone="plain">{say.revoked}</StatusTag>;
  const living = of.keys.some((key) => key.state === 'LIVING');
  return living ? <StatusTag tone="good">{say.living}</StatusTag> : <StatusTag tone="wait">{say.expired}</StatusTag>;
}

function One({ of, onMade }: { of: Integration; onMade: (made: KeyAnswer) => void }) {
  const say = useWords(words);
  const scope = useWords(registerWords).scope;
  const forOthers = useMe()?.role === 'ADMIN_PKN';
  return (
    <Card title={of.name} aside={<Status of={of} />}>
      <Facts
        items={[
          { label: say.purpose, value: of.purpose },
          ...(forOthers ? [{ label: say.office, value: of.office.name }] : []),
          { label: say.scopes, value: of.scopes.map(scope).join(', ') },
          { label: say.addresses, value: of.addresses.join(', ') },
          {
            label: say.made,
            value: (
              <>
                <When at={of.createdAt} short /> {say.madeBy(of.createdBy)}
              </>
            ),
          },
        ]}
      />
      <Keys of={of} />
      {of.revokedAt === null && <Acts of={of} onMade={onMade} />}
    </Card>
  );
}

function Keys({ of }: { of: Integration }) {
  const say = useWords(words);
  return (
    <ul aria-label={say.keys} className="grid gap-2">
      {of.keys.map((key) => (
        <li key={key.keyId} className="grid gap-1 rounded-m bg-sunken p-3 text-small">
          <span className="font-mono">{key.keyId}</span>
          <span>
            {key.state === 'LIVING' ? (
              <>
                {say.validTo} <When at={key.validTo} short />
              </>
            ) : (
              say.keyEnded
            )}
            {' · '}
            {key.lastUsedAt === null ? (
              say.neverUsed
            ) : (
              <>
                {say.lastUsed} <When at={key.lastUsedAt} short />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

const USUAL_OVERLAP = '24';
const USUAL_DAYS = '180';

function Acts({ of, onMade }: { of: Integration; onMade: (made: KeyAnswer) => void }) {
  const say = useWords(words);
  const renew = useRenewIntegrations();
  return (
    <Cluster>
      <ActDialog
        label={say.rotate}
        title={say.rotateTitle(of.name)}
        text={say.rotateText}
        initial={{ overlapHours: USUAL_OVERLAP, validDays: USUAL_DAYS }}
        validate={() => []}
        body={({ overlapHours, validDays }) => ({ overlapHours: Number(overlapHours), validDays: Number(validDays) })}
        act={rotateKey(of.id)}
        onDone={(made) => {
          renew();
          onMade(made);
        }}
      >
        {(form) => (
          <>
            <SelectField
              {...form.bind('overlapHours')}
              label={say.overlap}
              empty={false}
              options={Object.entries(say.overlaps).map(([value, label]) => ({ value, label }))}
            />
            <SelectField
              {...form.bind('validDays')}
              label={say.valid}
              empty={false}
              options={Object.entries(say.validDays).map(([value, label]) => ({ value, label }))}
            />
          </>
        )}
      </ActDialog>
      <ReasonDialog
        label={say.revoke}
        tone="danger"
        title={say.revokeTitle(of.name)}
        text={say.revokeText}
        act={revokeKey(of.id)}
        onDone={() => {
          renew();
          toast({ text: say.revokeDone(of.name) });
        }}
      />
    </Cluster>
  );
}
