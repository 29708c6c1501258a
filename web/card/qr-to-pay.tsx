import { useEffect, useState } from 'react';
import type { Payment } from '../payment/payment-data.ts';
import { Card } from '../shared/ui/card.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { useWords } from '../shared/words/define.ts';
import { words } from './words.ts';

/** KKP Domestik: the holder scans the code in the issuer's app. Everybody else sees that the holder has to. */
export function QrToPay({ payment }: { payment: Payment }) {
  const say = useWords(words).pay;
  const { qr } = payment;
  if (qr === null)
    return (
      <Notice tone="info" title={say.qrOther}>
        {say.qrOtherText}
      </Notice>
    );
  return (
    <Card title={say.qrTitle}>
      <p>{say.qrText}</p>
      <svg
        role="img"
        aria-label={say.qrPicture}
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        shapeRendering="crispEdges"
        className="mx-auto size-72 max-w-full rounded-m border border-line bg-qr-light text-qr-dark"
      >
        <path d={qr.svgPath} fill="currentColor" />
      </svg>
      <Countdown until={qr.validUntil} />
    </Card>
  );
}

const SECOND_MS = 1_000;
const MINUTE_S = 60;

/** Counts down in the page; when it is over the code is worth nothing, and only the bank knows whether it was paid. */
function Countdown({ until }: { until: string }) {
  const say = useWords(words).pay;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.ceil((Date.parse(until) - now) / SECOND_MS));
  if (left === 0) return <Notice tone="wait">{say.qrOver}</Notice>;
  const time = `${Math.floor(left / MINUTE_S)}.${String(left % MINUTE_S).padStart(2, '0')}`;
  return (
    <p role="timer" className="text-center font-semibold tabular-nums">
      {say.qrLeft(time)}
    </p>
  );
}
