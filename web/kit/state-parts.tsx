import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Facts } from '../shared/ui/facts.tsx';
import { Cluster, Columns, Stack } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { OfflineBand } from '../shared/ui/offline-band.tsx';
import { PaperLink } from '../shared/ui/paper-link.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { Timeline } from '../shared/ui/timeline.tsx';
import { TrainingBand } from '../shared/ui/training-band.tsx';
import { Day, When } from '../shared/ui/when.tsx';

const MOMENT = '2026-11-24T02:05:00Z';

export function StateParts() {
  return (
    <Stack gap="large">
      <Card title="OfflineBand, TrainingBand">
        <OfflineBand forced />
        <TrainingBand />
      </Card>
      <Card title="StatusTag">
        <Cluster>
          <StatusTag tone="plain">Draf</StatusTag>
          <StatusTag tone="info">Menunggu konfirmasi penyedia</StatusTag>
          <StatusTag tone="wait">Menunggu Anda</StatusTag>
          <StatusTag tone="good">Sudah dibayar</StatusTag>
          <StatusTag tone="bad">Ditolak PPK</StatusTag>
        </Cluster>
      </Card>
      <Card title="Notice">
        <Notice>Pesanan ini sudah disetujui Siti Rahma pukul 09.02. Halaman kami perbarui.</Notice>
        <Notice tone="wait" title="Belum ada kabar bank">
          Bank belum menjawab. Uang bisa jadi sudah terkirim. Jangan bayar ulang; kami memeriksa tiap 5 menit.
        </Notice>
        <Notice tone="good">Disetujui. Penyedia menjawab paling lambat 26 November 2026.</Notice>
        <Notice tone="bad" title="Sisa pagu kurang" action={<Button tone="quiet">Pilih akun lain</Button>}>
          Sisa pagu 521811 tinggal Rp1.100.000,00, kurang Rp1.080.000,00.
        </Notice>
        <Notice tone="warning">Tiga pesanan serupa dalam tujuh hari. Periksa kemungkinan pemecahan paket.</Notice>
        <Notice tone="plain">Percakapan ini bukti. Isinya tidak dapat diubah atau dihapus.</Notice>
      </Card>
      <Card title="Timeline">
        <Timeline
          label="Perjalanan pesanan"
          steps={[
            { label: 'Dipesan', who: 'Budi Santoso', at: <When at={MOMENT} />, state: 'done' },
            { label: 'Disetujui', who: 'Siti Rahma (PPK)', at: <When at={MOMENT} />, state: 'done' },
            { label: 'Dikirim', who: 'UD Maju Jaya Sejahtera Abadi', note: 'Sampai 26 November 2026', state: 'now' },
            { label: 'Diterima', who: 'Penerima barang', state: 'later' },
            { label: 'Dibayar', who: 'Bendahara', state: 'later' },
          ]}
        />
        <Timeline
          vertical
          label="Perjalanan pesanan yang ditolak"
          steps={[
            { label: 'Dipesan', who: 'Budi Santoso', at: <When at={MOMENT} short />, state: 'done' },
            { label: 'Ditolak PPK', who: 'Siti Rahma', note: 'Harga di atas rata-rata wilayah', state: 'stopped' },
          ]}
        />
      </Card>
      <Columns of="two">
        <Card title="Facts">
          <Facts
            items={[
              { label: 'Nomor', value: 'PS-2026-000148' },
              { label: 'Satker', value: 'Kantor Pelayanan Perbendaharaan Negara Tipe A1 Muara Bungo' },
              { label: 'Dibuat', value: <When at={MOMENT} zone="WITA" /> },
              { label: 'Diperlukan', value: <Day date="2026-11-28" /> },
            ]}
          />
        </Card>
        <Card title="PaperLink">
          <PaperLink title="Surat Perintah Bayar (SPBy)" number="SPBy-012/2026" href="#kertas" size="84 kB" sealed />
          <PaperLink title="Berita Acara Serah Terima" number="BAST-012/2026" href="#kertas" sealed={false} />
        </Card>
        <Card title="Empty">
          <Empty title="Tidak ada tugas." action={<LinkButton to="/katalog">Cari barang</LinkButton>}>
            Terakhir selesai: pesanan PS-2026-000147 kemarin 15.20.
          </Empty>
        </Card>
        <Card title="Skeleton">
          <Skeleton rows={3} height={56} />
        </Card>
      </Columns>
    </Stack>
  );
}
