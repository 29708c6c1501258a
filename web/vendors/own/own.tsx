import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { dateLong } from '../../../src/kernel/time.ts';
import { useCommand } from '../../shared/api/command.ts';
import { OutcomeNotice } from '../../shared/factor/outcome.tsx';
import { ActDialog } from '../../shared/register/act-dialog.tsx';
import { History } from '../../shared/register/history.tsx';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { useSearchText } from '../../shared/shell/url.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { Cluster, Columns, Stack } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Timeline, type TimelineStep } from '../../shared/ui/timeline.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { AccountFacts, BusinessFacts } from '../facts.tsx';
import { VendorStatus } from '../state.tsx';
import { actOnVendor, ownVendorQuery, useRenewVendors, type Vendor } from '../vendor-data.ts';
import { words as vendorWords } from '../words.ts';
import { words } from './words.ts';

/** V7, V1: one's own registration: where it stands, what is missing, and the next step. */
export default function Own() {
  const say = useWords(words);
  const query = useQuery(ownVendorQuery);
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Loaded query={query}>
      {(vendor) => (
        <Page
          title={say.title}
          lead={
            <Cluster>
              <span>{vendor.name}</span>
              <VendorStatus of={vendor} />
            </Cluster>
          }
        >
          <Saved />
          {vendor.state === 'INVITED' ? <Begin of={vendor} /> : <Registration of={vendor} />}
        </Page>
      )}
    </Loaded>
  );
}

function Saved() {
  const say = useWords(words);
  const { selesai } = useSearchText();
  const said: Readonly<Record<string, string>> = {
    usaha: say.businessSaved,
    rekening: say.accountSaved,
    surat: say.suketSaved,
    izin: say.licenceSaved,
  };
  const text = said[selesai ?? ''];
  if (text === undefined) return null;
  return (
    <Notice tone="good" live>
      {text}
    </Notice>
  );
}

/** Row R8: the invitation is accepted by beginning. */
function Begin({ of }: { of: Vendor }) {
  const say = useWords(words);
  const renew = useRenewVendors();
  const command = useCommand(actOnVendor(of.id, 'accept'), renew);
  return (
    <Card>
      <p>{say.startText}</p>
      <OutcomeNotice of={command} />
      <div>
        <Button busy={command.busy} onPress={() => void command.send({})}>
          {say.start}
        </Button>
      </div>
    </Card>
  );
}

function Registration({ of }: { of: Vendor }) {
  const events = useWords(vendorWords);
  return (
    <>
      <Standing of={of} />
      <Columns of="aside">
        <Stack>
          {(of.state === 'PROFILE_INCOMPLETE' || of.state === 'WAITING_VERIFICATION') && <Steps of={of} />}
          <BusinessFacts of={of} />
          <AccountFacts of={of} own />
        </Stack>
        <Stack>
          <OtherPlaces of={of} />
          <History items={of.history} nameOf={events.event} />
        </Stack>
      </Columns>
    </>
  );
}

/** Whose turn it is, and why. */
function Standing({ of }: { of: Vendor }) {
  const say = useWords(words);
  const language = useLanguage();
  const reason = of.reason === '' ? null : <p>{say.returnedText(of.reason)}</p>;
  switch (of.state) {
    case 'PROFILE_INCOMPLETE':
      return reason === null ? null : (
        <Notice tone="warning" title={say.returned}>
          {reason}
        </Notice>
      );
    case 'WAITING_VERIFICATION':
      return <Notice>{say.waiting}</Notice>;
    case 'ACTIVE':
      return (
        <Notice tone="good">
          <p>{say.active}</p>
          {of.accountChanged !== null && (
            <p>
              {of.verified.account === null
                ? say.accountWaits
                : say.accountChanged(dateLong(of.accountChanged.noteUntil, language))}
            </p>
          )}
        </Notice>
      );
    case 'SUSPENDED':
    case 'BLOCKED':
      return (
        <Notice tone="bad" title={of.state === 'BLOCKED' ? say.blocked : say.stopped}>
          <p>{say.stoppedText}</p>
          {reason}
        </Notice>
      );
    default:
      return null;
  }
}

/** The four steps, the open one with its button. */
function Steps({ of }: { of: Vendor }) {
  const say = useWords(words);
  const lacks = useWords(vendorWords).missing;
  const [tried, setTried] = useState(false);
  const renew = useRenewVendors();
  const navigate = useNavigate();
  const accountMissing = of.missing.includes('account');
  const businessMissing = of.missing.some((one) => one !== 'account');
  const waiting = of.state === 'WAITING_VERIFICATION';
  const filled = !accountMissing && !businessMissing;
  const state = (missing: boolean, before: boolean): TimelineStep['state'] =>
    missing ? (before ? 'now' : 'later') : 'done';
  const steps: TimelineStep[] = [
    {
      label: say.step.business,
      note: businessMissing ? say.stepMissing : say.stepDone,
      state: state(businessMissing, true),
    },
    {
      label: say.step.account,
      note: accountMissing ? say.stepMissing : say.stepDone,
      state: state(accountMissing, !businessMissing),
    },
    { label: say.step.submit, state: waiting ? 'done' : filled ? 'now' : 'later' },
    { label: say.step.verify, note: say.stepWaiting, state: waiting ? 'now' : 'later' },
  ];
  return (
    <Card title={say.steps}>
      <Timeline label={say.steps} steps={steps} vertical />
      {of.state === 'PROFILE_INCOMPLETE' && (
        <>
          {tried && !filled && (
            <Notice tone="warning" live>
              {say.lacks(of.missing.map(lacks).join(', '))}
            </Notice>
          )}
          <Cluster>
            <LinkButton to="/toko/usaha" tone={businessMissing ? 'primary' : 'quiet'}>
              {businessMissing ? say.fillBusiness : say.changeBusiness}
            </LinkButton>
            <LinkButton to="/toko/rekening" tone={!businessMissing && accountMissing ? 'primary' : 'quiet'}>
              {accountMissing ? say.fillAccount : say.changeAccount}
            </LinkButton>
            {filled ? (
              <ActDialog
                label={say.submit}
                tone="primary"
                title={say.submitTitle}
                text={say.submitText}
                initial={{}}
                validate={() => []}
                body={() => ({})}
                act={actOnVendor(of.id, 'submit')}
                onDone={(done) => {
                  renew(done);
                  void navigate({ to: '/toko' });
                }}
              />
            ) : (
              <Button tone="quiet" onPress={() => setTried(true)}>
                {say.submit}
              </Button>
            )}
          </Cluster>
        </>
      )}
    </Card>
  );
}

function OtherPlaces({ of }: { of: Vendor }) {
  const say = useWords(words);
  const may = (act: string) => of.actions.includes(act);
  return (
    <div className="grid gap-2">
      {of.state !== 'PROFILE_INCOMPLETE' && may('setAccount') && (
        <LinkButton to="/toko/rekening" tone="quiet">
          {say.changeAccount}
        </LinkButton>
      )}
      {(may('recordSuket') || may('renewLicence')) && (
        <LinkButton to="/toko/surat" tone="quiet">
          {say.changePapers}
        </LinkButton>
      )}
      <LinkButton to="/toko/staf" tone="quiet">
        {say.staff}
      </LinkButton>
    </div>
  );
}
