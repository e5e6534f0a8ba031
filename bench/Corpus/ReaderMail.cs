using System.Globalization;
using System.Text;

namespace Ingestion.Bench.Corpus;

/// <summary>Writes one mail of <see cref="ReaderCorpus"/>.</summary>
internal sealed class ReaderMail(Random choice)
{
    private readonly MemoryStream _mail = new();

    public byte[] ToArray() => _mail.ToArray();

    public void Head(int number, string subject)
    {
        var sent = new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero).AddSeconds(number * 61L).ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
        Line($"Return-Path: <customer{number}@mail.example>\r\nDelivered-To: support@shop.example");
        for (var hop = 4; hop > 0; hop--)
        {
            Line($"Received: from mx{hop}.mail.example (mx{hop}.mail.example [192.0.2.{hop}])\r\n\tby mx{hop - 1}.shop.example (Postfix) with ESMTPS id {choice.NextInt64():X}\r\n\tfor <support@shop.example>; {sent}");
        }

        Line($"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=mail.example; s=s1;\r\n\th=from:to:subject:date:message-id; bh={Noise(32)};\r\n\tb={Noise(60)}\r\n\t {Noise(60)}\r\n\t {Noise(60)}");
        Line($"ARC-Seal: i=1; a=rsa-sha256; t=1795000000; cv=none; d=mail.example; s=arc;\r\n\tb={Noise(60)}\r\n\t {Noise(60)}\r\nAuthentication-Results: mx0.shop.example; dkim=pass header.d=mail.example; spf=pass smtp.mailfrom=mail.example");
        Line($"X-Google-Smtp-Source: {Noise(50)}\r\nX-Received: by 2002:a05:6000:10 with SMTP id x;\r\n\t{sent}\r\nMIME-Version: 1.0\r\nX-Mailer: Bench 1.0");
        Line($"From: {Word("Ayşe Yılmaz Elçin مریم")} <customer{number}@mail.example>\r\nTo: \"Support, Shop\" <support@shop.example>, other{number}@mail.example\r\nSubject: {Word(subject)}\r\nDate: {sent}");
        Line($"Message-ID: <{choice.NextInt64():x}.{number}@mail.example>\r\nReferences: <{choice.NextInt64():x}@shop.example> <{choice.NextInt64():x}@shop.example>");
    }

    public void Open(string kind, int level) => Line($"Content-Type: multipart/{kind}; boundary=\"{Boundary(level)}\"\r\n\r\nThis is a multi-part message in MIME format.");

    public void Part(int level) => Line($"--{Boundary(level)}");

    public void Close(int level) => Line($"--{Boundary(level)}--");

    public void Alternative(string charset, string text, string html)
    {
        if (_mail.Length > 0 && EndsInText())
        {
            Part(1);
        }

        Open("alternative", 2);
        Part(2);
        Text("text/plain", charset, "quoted-printable", text);
        Part(2);
        Text("text/html", charset, "quoted-printable", html);
        Close(2);
    }

    public void Text(string type, string charset, string encoding, string text)
    {
        Line($"Content-Type: {type}; charset=\"{charset}\"\r\nContent-Transfer-Encoding: {encoding}\r\n");
        var bytes = CodePage(charset).GetBytes(text);
        switch (encoding)
        {
            case "base64":
                Line($"{Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)}");
                break;
            case "quoted-printable":
                Quoted(bytes);
                break;
            default:
                _mail.Write(bytes);
                Line($"");
                break;
        }
    }

    public void File(string type, string name, ReadOnlySpan<byte> begin, int length, bool inline)
    {
        Part(1);
        var content = new byte[length];
        choice.NextBytes(content);
        begin.CopyTo(content);
        var disposition = inline ? $"inline; filename=\"{name}\"\r\nContent-ID: <{choice.Next()}@mail.example>" : $"attachment;\r\n\tfilename*=UTF-8''{Uri.EscapeDataString(name)}";
        Line($"Content-Type: {type}; name=\"{Word(name)}\"\r\nContent-Disposition: {disposition}\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}");
    }

    public void Forwarded(string charset, string text)
    {
        Part(1);
        Line($"Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=\"forwarded.eml\"\r\n\r\nFrom: {Word("Gülşen")} <gulsen@mail.example>\r\nSubject: {Word("Re: sipariş")}\r\nMessage-ID: <{choice.NextInt64():x}@mail.example>\r\nMIME-Version: 1.0");
        Text("text/plain", charset, "quoted-printable", text);
    }

    public void Bounce(int number)
    {
        Line($"Auto-Submitted: auto-replied\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"{Boundary(1)}\"\r\n");
        Part(1);
        Text("text/plain", "us-ascii", "7bit", "This is the mail system at host mx.shop.example.\r\n\r\nI'm sorry to have to inform you that your message could not be delivered.\r\n");
        Part(1);
        Line($"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.shop.example\r\nArrival-Date: Fri, 20 Nov 2026 06:00:00 +0000\r\n\r\nFinal-Recipient: rfc822; customer{number}@mail.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 unknown user\r\n");
        Part(1);
        Line($"Content-Type: text/rfc822-headers\r\n\r\nFrom: support@shop.example\r\nTo: customer{number}@mail.example\r\nMessage-ID: <ack.{number}@shop.example>\r\n");
        Close(1);
    }

    private static string Boundary(int level) => $"----=_Part_{level}_1795000000.{level}";

    private static Encoding CodePage(string charset) => charset switch
    {
        "utf-8" => Encoding.UTF8,
        "us-ascii" => Encoding.ASCII,
        "iso-8859-1" => Encoding.Latin1,
        "iso-8859-9" => CodePagesEncodingProvider.Instance.GetEncoding(28599)!,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(charset)!,
    };

    private static string Word(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        // characters may not be cut between words, so that each word takes few
        var words = text.EnumerateRunes().Chunk(14).Select(part => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(part)))}?=");
        return string.Join("\r\n ", words);
    }

    private bool EndsInText() => _mail.GetBuffer().AsSpan(0, (int)_mail.Length).EndsWith("MIME format.\r\n"u8);

    private void Quoted(byte[] bytes)
    {
        var line = new StringBuilder(bytes.Length * 2);
        var column = 0;
        foreach (var octet in bytes)
        {
            if (octet is (byte)'\r' or (byte)'\n')
            {
                line.Append((char)octet);
                column = 0;
                continue;
            }

            if (column > 72)
            {
                line.Append("=\r\n");
                column = 0;
            }

            if (octet is >= 32 and < 127 and not (byte)'=')
            {
                line.Append((char)octet);
                column++;
            }
            else
            {
                line.Append('=').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
                column += 3;
            }
        }

        _mail.Write(Encoding.ASCII.GetBytes(line.Append("\r\n").ToString()));
    }

    private string Noise(int bytes)
    {
        var noise = new byte[bytes];
        choice.NextBytes(noise);
        return Convert.ToBase64String(noise);
    }

    private void Line(FormattableString line) => _mail.Write(Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture) + "\r\n"));
}
