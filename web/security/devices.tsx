import { useState } from 'react';
import { answer, api, withKey } from '../shared/api/client.ts';
import { useCommand } from '../shared/api/command.ts';
import { OutcomeNotice } from '../shared/factor/outcome.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { IconDeviceDesktop, IconDeviceMobile } from '../shared/ui/icons.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { Row } from './row.tsx';
import { type Security, useRenew } from './security-data.ts';
import { words } from './words.ts';

type Session = Security['sessions'][number];

/** Where one is signed in, and the way to end it there. */
export function Devices({ sessions }: { sessions: readonly Session[] }) {
  const { devices: say } = useWords(words);
  const [news, setNews] = useState<string>();
  const others = sessions.filter((session) => !session.here);
  const inOrder = [...sessions.filter((session) => session.here), ...others];
  return (
    <Card title={say.title}>
      <p>{others.length === 0 ? say.onlyHere : say.text}</p>
      {news !== undefined && (
        <Notice tone="good" live>
          {news}
        </Notice>
      )}
      <ul>
        {inOrder.map((session) => (
          <Device key={session.id} session={session} onEnded={(agent) => setNews(say.ended(agent))} />
        ))}
      </ul>
      {others.length > 0 && <EndOthers onEnded={() => setNews(say.othersEnded)} />}
    </Card>
  );
}

const ON_PHONE = /Android|iPhone|iPad/;

function Device({ session, onEnded }: { session: Session; onEnded: (agent: string) => void }) {
  const { devices: say } = useWords(words);
  const renew = useRenew();
  const { id, agent, address, since, lastSeen, here } = session;
  const command = useCommand(
    (_: null, key: string) =>
      answer(api.POST('/api/v1/security/sessions/{id}/end', { params: { path: { id } }, ...withKey(key) })),
    () => {
      renew();
      onEnded(agent);
    },
  );
  return (
    <Row
      Icon={ON_PHONE.test(agent) ? IconDeviceMobile : IconDeviceDesktop}
      title={agent}
      tag={here && <StatusTag tone="good">{say.here}</StatusTag>}
      action={
        !here && (
          <Button tone="quiet" label={say.endLabel(agent)} busy={command.busy} onPress={() => void command.send(null)}>
            {say.end}
          </Button>
        )
      }
    >
      <p>
        {say.address(address)} · {say.since} <When at={since} short />
      </p>
      {!here && (
        <p>
          {say.seen} <When at={lastSeen} short />
        </p>
      )}
      <OutcomeNotice of={command} />
    </Row>
  );
}

function EndOthers({ onEnded }: { onEnded: () => void }) {
  const { devices: say, cancel } = useWords(words);
  const renew = useRenew();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const command = useCommand(
    (_: null, key: string) => answer(api.POST('/api/v1/security/sessions/end-others', withKey(key))),
    () => {
      close();
      renew();
      onEnded();
    },
  );
  return (
    <div>
      <Button tone="danger" onPress={() => setAsking(true)}>
        {say.endOthers}
      </Button>
      <Dialog
        open={asking}
        title={say.endOthersTitle}
        onClose={close}
        actions={
          <>
            <Button tone="danger" busy={command.busy} onPress={() => void command.send(null)}>
              {say.endOthers}
            </Button>
            <Button tone="quiet" onPress={close}>
              {cancel}
            </Button>
          </>
        }
      >
        <p>{say.endOthersText}</p>
        <OutcomeNotice of={command} />
      </Dialog>
    </div>
  );
}
