import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dateLong } from '../../src/kernel/time.ts';
import { useCommand } from '../shared/api/command.ts';
import { useMe } from '../shared/api/me.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { Facts } from '../shared/ui/facts.tsx';
import { Stack } from '../shared/ui/layout.tsx';
import { LinkButton, OutsideLinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { TextareaField } from '../shared/ui/textarea-field.tsx';
import { toast } from '../shared/ui/toast.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { useLanguage } from '../shared/words/language.ts';
import { askErasure, COPY_PATH, type OwnData, ownDataQuery, withdrawErasure } from './privacy-data.ts';
import { words } from './words.ts';

const CARD_HEIGHT_PX = 140;
const MAX_REASON = 1_000;

/** One's own data: shown, taken along, corrected, erased (UU 27/2022). */
export default function PrivacyPage() {
  const say = useWords(words);
  const query = useQuery(ownDataQuery);
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title} lead={say.lead} narrow>
      <Loaded query={query} skeleton={<Skeleton rows={4} height={CARD_HEIGHT_PX} />}>
        {(data) => (
          <Stack gap="large">
            {data.categories.map((category) => (
              <Category key={category.key} of={category} />
            ))}
            <Card title={say.takeAlong}>
              <p>{say.takeAlongText}</p>
              <div>
                <OutsideLinkButton href={COPY_PATH}>{say.download}</OutsideLinkButton>
              </div>
            </Card>
            <Card title={say.wrong}>
              <p>{say.wrongText}</p>
              <div>
                <LinkButton to="/perbaikan-data/baru" tone="quiet">
                  {say.askCorrection}
                </LinkButton>
              </div>
            </Card>
            <Erasure data={data} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Category({ of }: { of: OwnData['categories'][number] }) {
  const say = useWords(words);
  return (
    <Card title={of.title}>
      {of.rows.length > 0 && <Facts items={of.rows.map((row) => ({ label: row.what, value: row.value }))} />}
      {of.key === 'proof' && (
        <p>
          <TextLink to="/keamanan">{say.toSecurity}</TextLink>
        </p>
      )}
      <div className="text-small">
        <Facts
          items={[
            { label: say.why, value: of.purpose },
            { label: say.kept, value: of.kept },
            { label: say.basis, value: of.basis },
          ]}
        />
      </div>
    </Card>
  );
}

function Erasure({ data }: { data: OwnData }) {
  const say = useWords(words);
  const [open, setOpen] = useState(false);
  return (
    <Card title={say.erase}>
      <p>{say.eraseText(data.retentionYears)}</p>
      <p className="text-small text-muted">{data.retentionBasis}</p>
      {data.erasure === null ? (
        <div>
          <Button tone="quiet" onPress={() => setOpen(true)}>
            {say.ask}
          </Button>
        </div>
      ) : (
        <Asked erasure={data.erasure} />
      )}
      <AskDialog open={open} onClose={() => setOpen(false)} />
    </Card>
  );
}

/** After the act the page shows what the server says now. */
function useRefresh(message: string, then?: () => void) {
  const client = useQueryClient();
  return () => {
    toast({ text: message });
    void client.invalidateQueries(ownDataQuery);
    then?.();
  };
}

function Asked({ erasure }: { erasure: NonNullable<OwnData['erasure']> }) {
  const say = useWords(words);
  const language = useLanguage();
  const zone = useMe()?.zone ?? 'WIB';
  const withdraw = useCommand(withdrawErasure, useRefresh(say.withdrawn));
  return (
    <Notice
      tone="wait"
      title={say.asked}
      action={
        erasure.state === 'HELD' && (
          <Button tone="quiet" busy={withdraw.busy} onPress={() => void withdraw.send(undefined)}>
            {say.withdraw}
          </Button>
        )
      }
    >
      <p>
        {say.askedOn} <When at={erasure.askedAt} zone={zone} />. {erasure.label}.
      </p>
      {erasure.holdUntil !== null && <p>{say.until(dateLong(erasure.holdUntil, language))}</p>}
      {withdraw.message !== undefined && <p>{withdraw.message}</p>}
    </Notice>
  );
}

function AskDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useWords(words);
  const [reason, setReason] = useState('');
  const ask = useCommand(askErasure, useRefresh(say.done, onClose));
  return (
    <Dialog
      open={open}
      title={say.askTitle}
      onClose={onClose}
      actions={
        <>
          <Button busy={ask.busy} onPress={() => void ask.send(reason)}>
            {say.ask}
          </Button>
          <Button tone="quiet" onPress={onClose}>
            {say.back}
          </Button>
        </>
      }
    >
      <p>{say.askText}</p>
      <TextareaField
        name="reason"
        label={say.reason}
        optional
        value={reason}
        onChange={setReason}
        maxLength={MAX_REASON}
      />
      {ask.message !== undefined && <Notice tone="bad">{ask.message}</Notice>}
    </Dialog>
  );
}
