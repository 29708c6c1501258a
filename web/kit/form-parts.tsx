import { useState } from 'react';
import { Card } from '../shared/ui/card.tsx';
import { Checkbox, RadioField } from '../shared/ui/choice-fields.tsx';
import { CodeField } from '../shared/ui/code-field.tsx';
import { DateField } from '../shared/ui/date-field.tsx';
import { ErrorSummary } from '../shared/ui/error-summary.tsx';
import { Columns } from '../shared/ui/layout.tsx';
import { MoneyField } from '../shared/ui/money-field.tsx';
import { PhotoField } from '../shared/ui/photo-field.tsx';
import { QuantityField } from '../shared/ui/quantity-field.tsx';
import { SelectField } from '../shared/ui/select-field.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { TextareaField } from '../shared/ui/textarea-field.tsx';

const TAX_CHOICES = [
  { value: 'npwp', label: 'Punya NPWP', hint: 'PPh 22 dipungut 1,5%.' },
  { value: 'nik', label: 'Pakai NIK', hint: 'NIK Anda dipakai sebagai NPWP.' },
  { value: 'none', label: 'Belum punya', hint: 'PPh 22 dipungut lebih tinggi sampai NPWP diisi.' },
] as const;

const UNITS = [
  { value: 'rim', label: 'Rim' },
  { value: 'dus', label: 'Dus' },
  { value: 'buah', label: 'Buah' },
];

const HOLIDAYS = { '2026-12-25': 'Hari Natal' };

export function FormParts() {
  const [text, setText] = useState('Kertas HVS A4 80 gram');
  const [npwp, setNpwp] = useState('123456789012345');
  const [note, setNote] = useState('');
  const [amount, setAmount] = useState('2180000');
  const [largest, setLargest] = useState('999999999999999');
  const [day, setDay] = useState('2026-11-24');
  const [noDay, setNoDay] = useState('');
  const [unit, setUnit] = useState('');
  const [tax, setTax] = useState<(typeof TAX_CHOICES)[number]['value'] | ''>('npwp');
  const [saved, setSaved] = useState(false);
  const [quantity, setQuantity] = useState(40);
  const [photos, setPhotos] = useState<readonly File[]>([]);
  const [code, setCode] = useState('');
  return (
    <Columns of="two">
      <Card title="TextField, TextareaField, CodeField">
        <TextField
          name="nama"
          label="Nama barang"
          hint="Seperti tertulis pada kemasan."
          value={text}
          onChange={setText}
        />
        <TextField
          name="npwp"
          label="NPWP"
          inputMode="numeric"
          width="medium"
          value={npwp}
          onChange={setNpwp}
          error="NPWP terdiri atas 16 angka. Anda mengisi 15."
        />
        <TextareaField name="catatan" label="Catatan" optional value={note} onChange={setNote} maxLength={200} />
        <CodeField value={code} onChange={setCode} />
      </Card>
      <Card title="MoneyField, DateField, QuantityField">
        <MoneyField name="harga" label="Harga satuan" value={amount} onChange={setAmount} />
        <MoneyField name="pagu" label="Pagu" value={largest} onChange={setLargest} />
        <DateField name="tanggal" label="Tanggal diperlukan" value={day} onChange={setDay} holidays={HOLIDAYS} />
        <DateField
          name="terima"
          label="Tanggal terima"
          value={noDay}
          onChange={setNoDay}
          error="Isi tanggal terima barang."
        />
        <QuantityField name="jumlah" label="Jumlah" value={quantity} onChange={setQuantity} unit="rim" />
      </Card>
      <Card title="SelectField, RadioField, Checkbox">
        <SelectField name="satuan" label="Satuan" options={UNITS} value={unit} onChange={setUnit} />
        <SelectField
          name="penyedia"
          label="Penyedia"
          options={[]}
          value=""
          onChange={() => undefined}
          error="Pilih penyedia."
        />
        <RadioField name="pajak" label="Nomor pajak" options={TAX_CHOICES} value={tax} onChange={setTax} />
        <Checkbox
          name="simpan"
          label="Sudah saya simpan"
          hint="Kode pemulihan tidak ditampilkan lagi."
          checked={saved}
          onChange={setSaved}
          error="Centang setelah kode disimpan."
        />
      </Card>
      <Card title="PhotoField, ErrorSummary">
        <PhotoField
          name="foto"
          label="Foto barang"
          hint="Foto dari kamera atau galeri; ukuran apa pun."
          value={photos}
          onChange={setPhotos}
        />
        <ErrorSummary
          errors={[
            { path: 'npwp', message: 'NPWP terdiri atas 16 angka. Anda mengisi 15.' },
            { path: 'penyedia', message: 'Pilih penyedia.' },
          ]}
        />
      </Card>
    </Columns>
  );
}
