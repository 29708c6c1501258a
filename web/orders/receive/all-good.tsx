import { useState } from 'react';
import { useMe } from '../../shared/api/me.ts';
import { words as shellWords } from '../../shared/shell/words.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { PhotoField } from '../../shared/ui/photo-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { openAct, subjectOf } from '../acts/act.tsx';
import { ActPanel } from '../acts/act-panel.tsx';
import { type Order, sendPhotos, useOrderCommand } from '../order-data.ts';
import { words } from './words.ts';

interface AllGoodProps {
  order: Order;
  onChange: () => void;
  onSigned: () => void;
}

const MOST_PHOTOS = 10;

/** Everything is as ordered: the text to be signed, who signs, as what office, then one act. */
export function AllGood({ order, onChange, onSigned }: AllGoodProps) {
  const say = useWords(words).sign;
  const role = useWords(shellWords).role;
  const me = useMe();
  const [photos, setPhotos] = useState<readonly File[]>([]);
  const command = useOrderCommand(order.id, 'receive', onSigned);
  const open = openAct(order, 'receive');
  if (open === undefined) return null;
  const change = {
    button: (
      <Button key="change" tone="quiet" onPress={onChange}>
        {say.change}
      </Button>
    ),
    dialog: null,
  };
  return (
    <ActPanel
      title={say.title}
      main
      open={open}
      label={say.act}
      form={() => void command.send(async () => ({ photos: await sendPhotos(order.id, photos) }))}
      command={command}
      others={[change]}
    >
      <blockquote className="border-l-4 border-brand-600 pl-3">
        {say.text(subjectOf(order), order.vendor.name)}
      </blockquote>
      {me && (
        <Facts
          items={[
            {
              label: say.signer,
              value: (
                <>
                  {me.person.name}
                  <span className="block text-small font-normal text-muted">
                    {role(me.role)} · {me.office.name}
                  </span>
                </>
              ),
            },
          ]}
        />
      )}
      <PhotoField
        name="photos"
        label={say.photos}
        hint={say.photosHint}
        optional
        value={photos}
        onChange={setPhotos}
        max={MOST_PHOTOS}
      />
    </ActPanel>
  );
}
