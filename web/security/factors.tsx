import { useState } from 'react';
import { answer, api, withKey } from '../shared/api/client.ts';
import { useCommand } from '../shared/api/command.ts';
import type { Proof } from '../shared/factor/factor.ts';
import { passkeysWork } from '../shared/factor/passkey.ts';
import { FACTOR_ICONS } from '../shared/factor/ways.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { Cluster } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { StepUp } from '../shared/ui/step-up.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { Row } from './row.tsx';
import { type Security, useRenew } from './security-data.ts';
import { words } from './words.ts';

type Factor = Security['factors'][number];

/** Authenticator apps and passkeys: what is there, what can be added, what can go. */
export function Factors({ security }: { security: Security }) {
  const { factors: say } = useWords(words);
  const [removed, setRemoved] = useState<string>();
  const { factors } = security;
  return (
    <Card title={say.title}>
      <p>{factors.length === 0 ? say.none : say.text}</p>
      {removed !== undefined && (
        <Notice tone="good" live>
          {say.removed(removed)}
        </Notice>
      )}
      {factors.length > 0 && (
        <ul>
          {factors.map((factor) => (
            <FactorRow key={factor.id} factor={factor} only={factors.length === 1} onRemoved={setRemoved} />
          ))}
        </ul>
      )}
      <Cluster>
        {passkeysWork() && (
          <LinkButton to="/keamanan/kunci-sandi" tone="quiet">
            {say.addPasskey}
          </LinkButton>
        )}
        <LinkButton to="/keamanan/aplikasi" tone="quiet">
          {say.addTotp}
        </LinkButton>
      </Cluster>
      <p className="text-small text-muted">{security.mayUseEmail ? say.email : say.noEmail}</p>
    </Card>
  );
}

interface FactorRowProps {
  factor: Factor;
  /** The last one stays. */
  only: boolean;
  onRemoved: (label: string) => void;
}

function FactorRow({ factor, only, onRemoved }: FactorRowProps) {
  const { factors: say, cancel } = useWords(words);
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <Row
      Icon={FACTOR_ICONS[factor.kind]}
      title={factor.label}
      action={
        <Button tone="danger" label={say.removeLabel(factor.label)} onPress={() => setAsking(true)}>
          {say.remove}
        </Button>
      }
      dialog={
        only ? (
          <Dialog
            open={asking}
            title={say.lastTitle}
            onClose={close}
            actions={
              <Button tone="quiet" onPress={close}>
                {cancel}
              </Button>
            }
          >
            <p>{say.last}</p>
          </Dialog>
        ) : (
          <Removal factor={factor} open={asking} onClose={close} onRemoved={onRemoved} />
        )
      }
    >
      {!factor.label.startsWith(say.kinds[factor.kind]) && <p>{say.kinds[factor.kind]}</p>}
      <p>
        {say.added} <When at={factor.addedAt} short />
      </p>
      <p>
        {factor.lastUsedAt === null ? say.neverUsed : [`${say.used} `, <When key="at" at={factor.lastUsedAt} short />]}
      </p>
    </Row>
  );
}

interface RemovalProps extends Omit<FactorRowProps, 'only'> {
  open: boolean;
  onClose: () => void;
}

function Removal({ factor, open, onClose, onRemoved }: RemovalProps) {
  const { factors: say } = useWords(words);
  const renew = useRenew();
  const { kind, id, label } = factor;
  const command = useCommand(
    (proof: Proof, key: string) => {
      const path = kind === 'totp' ? '/api/v1/security/totp/{id}/remove' : '/api/v1/security/passkeys/{id}/remove';
      return answer(api.POST(path, { params: { path: { id } }, body: { proof }, ...withKey(key) }));
    },
    () => {
      onClose();
      renew();
      onRemoved(label);
    },
  );
  return (
    <StepUp
      open={open}
      onClose={onClose}
      title={say.removeTitle(label)}
      sentence={say.removeSentence(label)}
      confirm={say.removeAct[kind]}
      tone="danger"
      confirms={{ act: `security.${kind}.remove`, target: id }}
      onConfirm={(proof) => void command.send(proof)}
      outcome={command}
    />
  );
}
