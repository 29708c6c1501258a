import { IconDeviceMobile } from '../ui/icons.ts';
import { OutsideLinkButton } from '../ui/link-button.tsx';
import { useWords } from '../words/define.ts';
import { words } from './words.ts';

/** From the server: the key as an address and as text, and its QR code as path data in a square of `qrSize` units. */
export interface TotpOffer {
  readonly uri: string;
  readonly secret: string;
  readonly qrSvgPath: string;
  readonly qrSize: number;
}

/** How to bring the key into the app: by camera, by a press on the phone itself, or by typing. */
export function TotpSetup({ offer }: { offer: TotpOffer }) {
  const say = useWords(words);
  return (
    <div className="grid gap-4">
      <p>{say.totpApps}</p>
      <div className="grid gap-1 lg:hidden">
        <p>{say.totpOpenHint}</p>
        <div>
          <OutsideLinkButton href={offer.uri} icon={<IconDeviceMobile size={20} />} tone="quiet">
            {say.totpOpen}
          </OutsideLinkButton>
        </div>
      </div>
      <p>
        <span className="lg:hidden">{say.totpElsewhere} </span>
        {say.totpScan}
      </p>
      <svg
        role="img"
        aria-label={say.totpPicture}
        viewBox={`0 0 ${offer.qrSize} ${offer.qrSize}`}
        shapeRendering="crispEdges"
        className="size-56 max-w-full rounded-m border border-line bg-qr-light text-qr-dark"
      >
        <path d={offer.qrSvgPath} fill="currentColor" />
      </svg>
      <p>
        {say.totpTyped} <code className="mt-1 block font-mono font-semibold break-words">{inFours(offer.secret)}</code>
      </p>
    </div>
  );
}

/** Letters in groups of four are easier to type. */
const inFours = (text: string): string => text.match(/.{1,4}/g)?.join(' ') ?? text;
