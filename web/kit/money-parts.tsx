import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Columns, Stack } from '../shared/ui/layout.tsx';
import { LimitBar } from '../shared/ui/limit-bar.tsx';
import { Money } from '../shared/ui/money.tsx';
import { Offer } from '../shared/ui/offer.tsx';
import { RangeBar } from '../shared/ui/range-bar.tsx';
import { Receipt } from '../shared/ui/receipt.tsx';

const GOODS = 2_160_000n;
const DELIVERY = 20_000n;
const INCOME_TAX = -29_189n;

export function MoneyParts() {
  return (
    <Columns of="two">
      <Card title="Receipt">
        <Receipt
          label="Rincian pembayaran"
          lines={[
            { label: 'Kertas HVS A4', note: '40 rim × Rp54.000,00', amount: GOODS },
            { label: 'Ongkos kirim', amount: DELIVERY },
            {
              label: 'PPh 22',
              amount: INCOME_TAX,
              why: 'Contoh: dasar pengenaan × tarif. Dasar hukum ditulis di sini.',
            },
          ]}
          totalLabel="Dibayar ke penyedia"
          total={GOODS + DELIVERY + INCOME_TAX}
          inWords
        />
        <Receipt
          label="Rincian yang tidak cocok"
          lines={[{ label: 'Barang', amount: 1n }]}
          totalLabel="Jumlah"
          total={2n}
        />
      </Card>
      <Stack>
        <Card title="Money">
          <p>
            <Money amount={2_180_000n} inWords />
          </p>
          <p>
            <Money amount={0n} /> · <Money amount={-1_500_000n} /> · <Money amount="123456789012" /> ·{' '}
            <Money amount={3_400_000_000n} short />
          </p>
        </Card>
        <Card title="LimitBar">
          <LimitBar label="Pagu 521811" limit={50_000_000n} used={18_400_000n} held={9_180_000n} />
          <LimitBar label="Limit kartu (terlampaui)" limit={10_000_000n} used={9_000_000n} held={1_500_000n} />
          <LimitBar label="Belum ada pagu" limit={0n} used={0n} held={0n} />
        </Card>
        <Card title="RangeBar">
          <RangeBar
            label="Harga terakhir dibayar di wilayah ini"
            low={48_000n}
            middle={53_000n}
            high={61_000n}
            here={54_000n}
          />
        </Card>
      </Stack>
      <Card title="Offer">
        <Offer
          from="UD Maju Jaya"
          office="Penyedia"
          mine={false}
          at="2026-11-24T02:05:00Z"
          prices={[
            { name: 'Kertas HVS A4 70 gsm', unit: 'rim', price: 54_000n },
            { name: 'Toner printer laser hitam, isi 2.500 lembar', unit: 'buah', price: 815_000n },
          ]}
          total={5_395_000n}
          deliveryFee={20_000n}
          deliverBy="28 November 2026"
          validUntil="26 November 2026"
          reason="Ongkos kirim terlalu tinggi."
          state="refused"
        />
        <Offer
          from="Budi Santoso"
          office="Pejabat Pengadaan"
          mine
          at="2026-11-24T03:15:00Z"
          prices={[{ name: 'Kertas HVS A4 70 gsm', unit: 'rim', price: 52_000n }]}
          deliveryFee={0n}
          deliverBy="28 November 2026"
          validUntil="26 November 2026"
          saving={100_000n}
          note="Kami ambil 40 rim sekaligus."
          state="open"
          actions={
            <>
              <Button>Setuju</Button>
              <Button tone="quiet">Tawar balik</Button>
              <Button tone="danger">Tolak</Button>
            </>
          }
        />
      </Card>
    </Columns>
  );
}
