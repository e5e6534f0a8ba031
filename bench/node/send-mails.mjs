// Sends acknowledgements over one kept connection with nodemailer's pool; prints {"mails":n,"milliseconds":n,"cpuMilliseconds":n}
// for the measured ones. node send-mails.mjs PORT COUNT WARM-UP
import net from 'node:net';
import nodemailer from 'nodemailer';

const [port, count, warmUp] = process.argv.slice(2).map(Number);
// Without noDelay its small writes wait for the other side's delayed acknowledgement, 40 ms a mail on an idle machine.
const transport = nodemailer.createTransport({
  getSocket: (options, ready) => {
    const connection = net.connect({ host: options.host, port: options.port, noDelay: true });
    connection.once('connect', () => ready(null, { connection })).once('error', ready);
  },
  pool: true, maxConnections: 1, maxMessages: Infinity, host: '127.0.0.1', port, secure: false, ignoreTLS: true, name: 'bench.example',
});

const acknowledgement = number => ({
  envelope: { from: '', to: [`customer-${number}@kunde.example`] },
  from: { name: 'Müşteri Hizmetleri', address: 'destek@shop.example' },
  to: `customer-${number}@kunde.example`,
  subject: `Şikâyetiniz alındı: ${number}`,
  text: `Sayın müşterimiz,\n\nşikâyetiniz ${number} numarasıyla kaydedildi. En geç yarın saat 17:00'ye kadar yanıt vereceğiz.\n\nİyi günler dileriz.\n`,
  html: `<!DOCTYPE html>\n<html lang="tr"><body><p>Sayın müşterimiz,</p>\n<p>şikâyetiniz <b>${number}</b> numarasıyla kaydedildi. En geç yarın saat 17:00'ye kadar yanıt vereceğiz.</p>\n<p>İyi günler dileriz.</p></body></html>\n`,
  messageId: `<ack-${number}@shop.example>`,
  inReplyTo: `<question-${number}@kunde.example>`,
  references: [`<question-${number}@kunde.example>`],
  date: new Date('2026-11-21T10:00:00Z'),
  headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
  textEncoding: 'quoted-printable',
});

async function send(from, many) {
  const results = await Promise.all(Array.from({ length: many }, (_, i) => transport.sendMail(acknowledgement(from + i))));
  if (!results.every(result => result.response.startsWith('250'))) throw new Error('not all were taken');
}

await send(0, warmUp);
const begun = performance.now();
const cpuBefore = process.cpuUsage();
await send(warmUp, count);
const milliseconds = performance.now() - begun;
const cpu = process.cpuUsage(cpuBefore);
console.log(JSON.stringify({ mails: count, milliseconds, cpuMilliseconds: (cpu.user + cpu.system) / 1000 }));
transport.close();
