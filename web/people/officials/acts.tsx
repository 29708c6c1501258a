import { addDays } from '../../../src/kernel/time.ts';
import { useCommand } from '../../shared/api/command.ts';
import { OutcomeNotice } from '../../shared/factor/outcome.tsx';
import { ActDialog, ReasonDialog, ReasonField, useReasonFaults } from '../../shared/register/act-dialog.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { DateField } from '../../shared/ui/date-field.tsx';
import { Cluster } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type Appointment, actOn, useRenewPeople } from '../people-data.ts';
import { useToday } from './decree-fields.tsx';
import { words } from './words.ts';

/** What the reader may do about an appointment now, as the server says. */
export function OfficialActs({ of }: { of: Appointment }) {
  const say = useWords(words);
  const may = (act: Appointment['actions'][number]) => of.actions.includes(act);
  if (of.actions.length === 0) return null;
  return (
    <Card title={say.acts}>
      <Cluster>
        {may('replace') && <LinkButton to={`/pejabat/${of.id}/ganti`}>{say.replace}</LinkButton>}
        {may('standIn') && (
          <LinkButton to={`/pejabat/${of.id}/sementara`} tone="quiet">
            {say.standIn}
          </LinkButton>
        )}
        {may('recall') && <Recall of={of} />}
        {may('cancel') && <Cancel of={of} />}
        {may('endSessions') && <EndSessions of={of} />}
        {may('resetFactors') && <ResetFactors of={of} />}
        {may('end') && <End of={of} />}
      </Cluster>
      {may('invite') && <Invite of={of} />}
    </Card>
  );
}

/** After the act the page shows what the server says now. */
function useTold(): (text: string) => void {
  const renew = useRenewPeople();
  return (text) => {
    toast({ text });
    renew();
  };
}

function Invite({ of }: { of: Appointment }) {
  const say = useWords(words);
  const told = useTold();
  const command = useCommand(actOn(of.id, 'invite'), () => told(say.inviteDone(of.email)));
  return (
    <div className="grid gap-2">
      <div>
        <Button tone="quiet" busy={command.busy} onPress={() => void command.send({})}>
          {say.invite}
        </Button>
      </div>
      <OutcomeNotice of={command} />
    </div>
  );
}

function End({ of }: { of: Appointment }) {
  const say = useWords(words);
  const told = useTold();
  const today = useToday();
  const reasonFaults = useReasonFaults();
  return (
    <ActDialog
      label={say.end}
      tone="danger"
      title={say.endTitle(of.name)}
      text={say.endText}
      initial={{ on: today, reason: '' }}
      validate={(values) => [
        ...(values.on === '' ? [{ path: 'on', message: say.fillEndOn }] : []),
        ...reasonFaults(values),
      ]}
      body={({ on, reason }) => ({ on, reason: reason.trim() })}
      act={actOn(of.id, 'end')}
      onDone={() => told(say.endDone)}
    >
      {(form) => (
        <>
          <DateField {...form.bind('on')} label={say.endOn} min={addDays(today, -1)} />
          <ReasonField {...form.bind('reason')} />
        </>
      )}
    </ActDialog>
  );
}

function Recall({ of }: { of: Appointment }) {
  const say = useWords(words);
  const told = useTold();
  const today = useToday();
  return (
    <ActDialog
      label={say.recall}
      title={say.recallTitle(of.name)}
      text={say.recallText}
      initial={{ on: today }}
      validate={({ on }) => (on === '' ? [{ path: 'on', message: say.fillEndOn }] : [])}
      body={({ on }) => ({ on })}
      act={actOn(of.id, 'recall')}
      onDone={() => told(say.recallDone)}
    >
      {(form) => <DateField {...form.bind('on')} label={say.recallOn} />}
    </ActDialog>
  );
}

function Cancel({ of }: { of: Appointment }) {
  const say = useWords(words);
  const told = useTold();
  return (
    <ActDialog
      label={say.cancel}
      tone="danger"
      title={say.cancelTitle(of.name)}
      text={say.cancelText}
      initial={{}}
      validate={() => []}
      body={() => ({})}
      act={actOn(of.id, 'cancel')}
      onDone={() => told(say.cancelDone)}
    />
  );
}

function EndSessions({ of }: { of: Appointment }) {
  const say = useWords(words);
  const told = useTold();
  return (
    <ReasonDialog
      label={say.endSessions}
      title={say.endSessionsTitle(of.name)}
      text={say.endSessionsText}
      act={actOn(of.id, 'endSessions')}
      onDone={() => told(say.endSessionsDone(of.name))}
    />
  );
}

function ResetFactors({ of }: { of: Appointment }) {
  const say = useWords(words);
  const told = useTold();
  return (
    <ReasonDialog
      label={say.resetFactors}
      title={say.resetFactorsTitle(of.name)}
      text={say.resetFactorsText}
      act={actOn(of.id, 'resetFactors')}
      onDone={() => told(say.resetFactorsDone(of.email))}
    />
  );
}
