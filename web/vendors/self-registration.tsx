import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../shared/api/client.ts';
import { useCommand } from '../shared/api/command.ts';
import { FormFrame, placedErrors } from '../shared/register/form-frame.tsx';
import { isEmail } from '../shared/register/typed.ts';
import { Card } from '../shared/ui/card.tsx';
import { useForm } from '../shared/ui/form.ts';
import { TextLink } from '../shared/ui/link-button.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { SelectField } from '../shared/ui/select-field.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { registerVendor } from './vendor-data.ts';
import { words } from './words.ts';

const kppnsQuery = { queryKey: ['kppns'], queryFn: () => answer(api.GET('/api/v1/kppns'), 'stay') };
const SHORTEST_BUSINESS = 3;
const SHORTEST_NAME = 2;

/** V1, for everybody: a shop registers itself. The answer is the same whether the address is known or not. */
export default function SelfRegistration() {
  const say = useWords(words);
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo !== undefined) {
    return (
      <Page key="sent" title={say.registeredTitle} narrow>
        <Notice tone="good" live>
          <p>{say.registered(sentTo)}</p>
          <p>{say.registeredHint}</p>
        </Notice>
        <p>
          <TextLink to="/masuk">{say.toSignIn}</TextLink>
        </p>
      </Page>
    );
  }
  return (
    <Page title={say.registerTitle} lead={say.registerLead} narrow>
      <Card title={say.registerSteps}>
        <ol className="grid list-decimal gap-1 pl-5">
          {say.registerStepsList.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Card>
      <Card>
        <RegisterForm onSent={setSentTo} />
      </Card>
      <p>
        <TextLink to="/masuk">{say.toSignIn}</TextLink>
      </p>
    </Page>
  );
}

function RegisterForm({ onSent }: { onSent: (email: string) => void }) {
  const say = useWords(words);
  const kppns = useQuery(kppnsQuery).data?.items ?? [];
  const command = useCommand(registerVendor, () => onSent(form.values.email.trim()));
  const form = useForm({
    initial: { businessName: '', contactName: '', email: '', town: '', kppnCode: '' },
    validate: ({ businessName, contactName, email, town, kppnCode }) => [
      ...(businessName.trim().length < SHORTEST_BUSINESS
        ? [{ path: 'businessName', message: say.fillBusinessName }]
        : []),
      ...(contactName.trim().length < SHORTEST_NAME ? [{ path: 'contactName', message: say.fillContactName }] : []),
      ...(isEmail(email) ? [] : [{ path: 'email', message: say.fillEmail }]),
      ...(town.trim().length < SHORTEST_NAME ? [{ path: 'town', message: say.fillTown }] : []),
      ...(kppnCode === '' ? [{ path: 'kppnCode', message: say.fillKppn }] : []),
    ],
    onSubmit: ({ businessName, contactName, email, town, kppnCode }) =>
      void command.send({
        businessName: businessName.trim(),
        contactName: contactName.trim(),
        email: email.trim(),
        town: town.trim(),
        kppnCode,
      }),
    serverErrors: placedErrors(command, {}),
  });
  return (
    <FormFrame form={form} outcome={command} submit={say.register} onBack={() => history.back()}>
      <TextField {...form.bind('businessName')} label={say.businessName} autoComplete="organization" />
      <TextField {...form.bind('contactName')} label={say.contactName} autoComplete="name" />
      <TextField
        {...form.bind('email')}
        label={say.email}
        hint={say.emailHint}
        type="email"
        inputMode="email"
        autoComplete="email"
      />
      <TextField {...form.bind('town')} label={say.town} autoComplete="address-level2" width="medium" />
      <SelectField
        {...form.bind('kppnCode')}
        label={say.kppn}
        hint={say.kppnHint}
        options={kppns.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </FormFrame>
  );
}
