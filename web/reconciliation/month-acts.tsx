import { useState } from 'react';
import { monthLong } from '../../src/kernel/time.ts';
import { useCommand } from '../shared/api/command.ts';
import { stepUpOf } from '../shared/factor/factor.ts';
import { ReasonDialog } from '../shared/register/act-dialog.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Cluster } from '../shared/ui/layout.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { StepUp } from '../shared/ui/step-up.tsx';
import { TextareaField } from '../shared/ui/textarea-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { useLanguage } from '../shared/words/language.ts';
import { actOnMonth, type MonthProof, useRenewCash } from './reconciliation-data.ts';
import { words } from './words.ts';

type Open = MonthProof['actions'][number];

/** What the reader may do with the month, strictly from its open actions. */
export function MonthActs({ month }: { month: MonthProof }) {
  return (
    <div className="grid gap-4">
      {month.actions.map((open) =>
        open.action === 'sendBack' ? (
          <SendBack key={open.action} month={month} />
        ) : (
          <Binding key={open.action} month={month} open={open} action={open.action} />
        ),
      )}
    </div>
  );
}

function SendBack({ month }: { month: MonthProof }) {
  const say = useWords(words).month;
  const renew = useRenewCash();
  const act = actOnMonth(month, 'sendBack');
  return (
    <Cluster>
      <ReasonDialog
        label={say.act('sendBack')}
        tone="danger"
        title={`${say.act('sendBack')}?`}
        text={say.sendBackText}
        act={async (body, key) => ({ ...(await act(body, key)), confirm: null })}
        onDone={renew}
      />
    </Cluster>
  );
}

function Binding({ month, open, action }: { month: MonthProof; open: Open; action: 'sign' | 'close' }) {
  const say = useWords(words).month;
  const language = useLanguage();
  const renew = useRenewCash();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const command = useCommand(actOnMonth(month, action), () => {
    setAsking(false);
    renew();
  });
  const { stepUp, blockedBy } = open;
  const needsNote = action === 'sign' && month.toReturn.length > 0;
  if (blockedBy !== null || stepUp === null) return <Notice tone="warning">{blockedBy ?? ''}</Notice>;
  return (
    <>
      {needsNote && (
        <TextareaField
          name="note"
          label={say.note}
          hint={say.noteHint}
          value={note}
          onChange={setNote}
          rows={3}
          maxLength={1_000}
        />
      )}
      <Cluster>
        <Button onPress={() => setAsking(true)}>{say.act(action)}</Button>
      </Cluster>
      <StepUp
        open={asking}
        onClose={() => setAsking(false)}
        sentence={say.sentence(action, monthLong(month.period, language))}
        paper={stepUp}
        confirms={{ digest: stepUp.digest }}
        confirm={say.act(action)}
        onConfirm={(proof) =>
          void command.send({
            stepUp: stepUpOf(stepUp.digest, proof),
            ...(action === 'sign' ? { note: note.trim() } : {}),
          })
        }
        outcome={command}
      />
    </>
  );
}
