import { useState } from 'react';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { IconCheck, IconChevronDown, IconDownload, IconTrash } from '../shared/ui/icons.ts';
import { Cluster, Columns } from '../shared/ui/layout.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Menu, MenuButton } from '../shared/ui/menu.tsx';
import { StepUp } from '../shared/ui/step-up.tsx';
import { Tabs } from '../shared/ui/tabs.tsx';
import { toast } from '../shared/ui/toast.tsx';

const TABS = [
  { id: 'mine', label: 'Perlu saya', count: 3 },
  { id: 'running', label: 'Berjalan', count: 12 },
  { id: 'done', label: 'Selesai' },
];

export function ActionParts() {
  const [open, setOpen] = useState<'dialog' | 'step-up'>();
  const [tab, setTab] = useState('mine');
  const [message, setMessage] = useState<string>();
  const close = () => setOpen(undefined);
  return (
    <Columns of="two">
      <Card title="Button, LinkButton, TextLink">
        <Cluster>
          <Button icon={<IconCheck size={20} />}>Setujui pesanan</Button>
          <Button tone="quiet">Simpan draf</Button>
          <Button tone="danger">Tolak pesanan</Button>
          <Button tone="plain">Lihat rincian</Button>
          <Button busy>Mengirim</Button>
          <LinkButton to="/kit" tone="quiet">
            Buka pesanan
          </LinkButton>
        </Cluster>
        <p>
          Lihat <TextLink to="/kit">daftar harga</TextLink>.
        </p>
        <Button full>Selebar kolom</Button>
      </Card>
      <Card title="Dialog, StepUp, Menu, Toast">
        <Cluster>
          <Button tone="quiet" onPress={() => setOpen('dialog')}>
            Buka dialog
          </Button>
          <Button tone="quiet" onPress={() => setOpen('step-up')}>
            Buka tanda tangan
          </Button>
          <Button
            tone="quiet"
            onPress={() => toast({ text: 'Barang dihapus dari keranjang.', onUndo: () => undefined })}
          >
            Tampilkan kabar singkat
          </Button>
          <Menu
            trigger={
              <>
                Tindakan lain
                <IconChevronDown size={20} />
              </>
            }
          >
            <MenuButton icon={<IconDownload size={24} />} onPress={() => undefined}>
              Unduh berkas
            </MenuButton>
            <MenuButton icon={<IconTrash size={24} />} onPress={() => undefined}>
              Hapus draf
            </MenuButton>
          </Menu>
        </Cluster>
        <Dialog
          open={open === 'dialog'}
          title="Tolak pesanan PS-2026-000148?"
          onClose={close}
          actions={
            <>
              <Button tone="danger" onPress={close}>
                Tolak pesanan
              </Button>
              <Button tone="quiet" onPress={close}>
                Kembali
              </Button>
            </>
          }
        >
          <p>Pesanan kembali ke Pejabat Pengadaan. Penyedia belum diberi tahu.</p>
        </Dialog>
        <StepUp
          open={open === 'step-up'}
          onClose={close}
          sentence="Anda menyetujui pembayaran tagihan UD Maju Jaya untuk pesanan PS-2026-000148."
          paper={{
            documentNumber: 'SPBy-012/2026',
            payee: 'UD Maju Jaya · BRI 0123 0100 0456 789',
            amount: '2180000',
          }}
          confirms={{ digest: '' }}
          confirm="Setujui bayar"
          outcome={{ state: message === undefined ? 'idle' : 'failed', busy: false, message, problem: undefined }}
          onConfirm={() =>
            setMessage('Kode tidak cocok atau sudah lewat 30 detik. Masukkan kode terbaru. Sisa percobaan: 4.')
          }
        />
      </Card>
      <Card title="Tabs">
        <Tabs label="Tampilan pesanan" tabs={TABS} value={tab} onChange={setTab}>
          <p>Isi tab {TABS.find((known) => known.id === tab)?.label}.</p>
        </Tabs>
      </Card>
    </Columns>
  );
}
