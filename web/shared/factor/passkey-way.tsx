import { Button } from '../ui/button.tsx';
import { IconFingerprint } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/define.ts';
import { rememberFactor } from './factor.ts';
import type { PasskeyWayProps } from './factor-props.ts';
import { OutcomeNotice } from './outcome.tsx';
import { askPasskey } from './passkey.ts';
import { useCeremony } from './use-ceremony.ts';
import { words } from './words.ts';

export function PasskeyWay({ confirm, tone, outcome, begin, onPasskey, beside }: PasskeyWayProps) {
  const say = useWords(words);
  const ceremony = useCeremony(begin, askPasskey);

  async function ask() {
    const answer = await ceremony.ask();
    if (answer === undefined) return;
    rememberFactor('passkey');
    onPasskey(answer);
  }

  return (
    <div className="grid gap-4">
      <p>{say.passkeyLead}</p>
      {ceremony.message !== undefined && (
        <Notice tone="warning" live>
          {ceremony.message}
        </Notice>
      )}
      {ceremony.message === undefined && <OutcomeNotice of={outcome} />}
      <div className="flex flex-wrap gap-2">
        <Button
          tone={tone ?? 'primary'}
          busy={ceremony.busy || outcome.busy}
          full={beside === undefined}
          icon={<IconFingerprint size={24} />}
          onPress={() => void ask()}
        >
          {confirm}
        </Button>
        {beside}
      </div>
    </div>
  );
}
