import { useNavigate } from '@tanstack/react-router';
import { useCommand } from '../shared/api/command.ts';
import { FormFrame, placedErrors } from '../shared/register/form-frame.tsx';
import { isEmail } from '../shared/register/typed.ts';
import { Card } from '../shared/ui/card.tsx';
import { useForm } from '../shared/ui/form.ts';
import { Page } from '../shared/ui/page.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { inviteVendor, useRenewVendors } from './vendor-data.ts';
import { words } from './words.ts';

const SHORTEST_BUSINESS = 3;
const SHORTEST_NAME = 2;

/** Row R8: a Pejabat Pengadaan invites a shop. */
export default function Invite() {
  const say = useWords(words);
  return (
    <Page title={say.inviteTitle} lead={say.inviteLead} narrow>
      <Card>
        <InviteForm />
      </Card>
    </Page>
  );
}

function InviteForm() {
  const say = useWords(words);
  const navigate = useNavigate();
  const renew = useRenewVendors();
  const command = useCommand(inviteVendor, ({ id }) => {
    renew();
    void navigate({ to: `/penyedia/${id}`, search: { selesai: 'undang' } as never });
  });
  const form = useForm({
    initial: { businessName: '', contactName: '', email: '' },
    validate: ({ businessName, contactName, email }) => [
      ...(businessName.trim().length < SHORTEST_BUSINESS
        ? [{ path: 'businessName', message: say.fillBusinessName }]
        : []),
      ...(contactName.trim().length < SHORTEST_NAME ? [{ path: 'contactName', message: say.fillContactName }] : []),
      ...(isEmail(email) ? [] : [{ path: 'email', message: say.fillEmail }]),
    ],
    onSubmit: ({ businessName, contactName, email }) =>
      void command.send({
        businessName: businessName.trim(),
        contactName: contactName.trim(),
        email: email.trim(),
      }),
    serverErrors: placedErrors(command, { email_taken: 'email' }),
  });
  return (
    <FormFrame form={form} outcome={command} submit={say.sendInvite} onBack={() => history.back()}>
      <TextField {...form.bind('businessName')} label={say.businessName} />
      <TextField {...form.bind('contactName')} label={say.contactName} />
      <TextField {...form.bind('email')} label={say.email} hint={say.emailHint} type="email" inputMode="email" />
    </FormFrame>
  );
}
