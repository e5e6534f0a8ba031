using System.Globalization;
using System.Text;

namespace Ingestion.Bench.Corpus;

/// <summary>
/// Mails as a support mailbox holds them, the same for the same number: headers of three hops, plain text, text with HTML, quoted history,
/// a twelfth with an attachment. Each from a customer of its own. Median about 5 KB.
/// </summary>
internal static class MailCorpus
{
    private static readonly string[] Names = ["Ayşe Yılmaz", "Elçin Məmmədov", "مریم احمدی", "John Carter", "Gülşen Öztürk", "Nigar Əliyeva", "رضا کریمی", "Emma Hughes"];

    private static readonly string[] Subjects = ["Siparişim gelmedi", "Kartım işləmir", "شکایت از خدمات", "Charged twice", "İade talebi", "Ödəniş problemi", "قطعی اینترنت", "Broken on arrival"];

    /// <summary>Writes them as files under names that a Maildir takes; what is there already is kept.</summary>
    public static IReadOnlyList<string> Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var files = new string[count];
        for (var number = 0; number < count; number++)
        {
            files[number] = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{1_795_000_000 + number}.M{number}.bench"));
            if (!File.Exists(files[number]))
            {
                File.WriteAllBytes(files[number], Make(number));
            }
        }

        return files;
    }

    public static byte[] Make(int number)
    {
        var choice = new Random(number + 77);
        var mail = new StringBuilder(8000);
        var name = Convert.ToBase64String(Encoding.UTF8.GetBytes(Names[number % Names.Length]));
        var subject = Convert.ToBase64String(Encoding.UTF8.GetBytes(Subjects[number % Subjects.Length]));
        var sent = new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero).AddSeconds(number).ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
        Line(mail, $"Return-Path: <customer{number}@mail.example>");
        for (var hop = 3; hop > 0; hop--)
        {
            Line(mail, $"Received: from mx{hop}.mail.example (mx{hop}.mail.example [192.0.2.{hop}])\r\n\tby mx{hop - 1}.shop.example (Postfix) with ESMTPS id {choice.NextInt64():X}\r\n\tfor <support@shop.example>; {sent}");
        }

        Line(mail, $"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=mail.example; s=s1;\r\n\th=from:to:subject:date:message-id; bh={Noise(choice, 32)};\r\n\tb={Noise(choice, 64)}\r\n\t {Noise(choice, 64)}\r\n\t {Noise(choice, 64)}");
        Line(mail, $"Authentication-Results: mx0.shop.example; dkim=pass header.d=mail.example; spf=pass smtp.mailfrom=mail.example");
        Line(mail, $"Date: {sent}\r\nFrom: =?utf-8?B?{name}?= <customer{number}@mail.example>\r\nTo: Support <support@shop.example>");
        Line(mail, $"Subject: =?utf-8?B?{subject}?= {number}\r\nMessage-ID: <{choice.NextInt64():x}.{number}@mail.example>\r\nMIME-Version: 1.0\r\nX-Mailer: Bench 1.0");

        // Log-normal by the sum of dice: many short ones, a few long ones.
        var letters = (int)(780 * Math.Exp((choice.NextDouble() + choice.NextDouble() + choice.NextDouble() - 1.5) * 1.6));
        var (_, text) = ComplaintTexts.Make(number, letters);
        if (number % 5 == 0)
        {
            text += $"\r\n\r\n> {ComplaintTexts.Make(number + 4, letters / 2).Text.Replace(". ", ".\r\n> ", StringComparison.Ordinal)}";
        }

        switch (number % 12)
        {
            case 0:
                Mixed(mail, choice, text);
                break;
            case 1 or 2 or 3:
                PlainPart(mail, text);
                break;
            default:
                Alternative(mail, text);
                break;
        }

        return Encoding.UTF8.GetBytes(mail.ToString());
    }

    private static void PlainPart(StringBuilder mail, string text)
    {
        Line(mail, $"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n");
        QuotedPrintable(mail, text);
    }

    private static void Alternative(StringBuilder mail, string text)
    {
        Line(mail, $"Content-Type: multipart/alternative; boundary=\"alt-1\"\r\n\r\n--alt-1");
        PlainPart(mail, text);
        Line(mail, $"--alt-1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n");
        var html = $"<html><head><style>p {{ font-family: Arial, sans-serif; margin: 0 0 12px }}</style></head><body><div><p>{text.Replace(". ", ".</p><p>", StringComparison.Ordinal)}</p></div></body></html>";
        Line(mail, $"{Convert.ToBase64String(Encoding.UTF8.GetBytes(html), Base64FormattingOptions.InsertLineBreaks)}\r\n--alt-1--");
    }

    private static void Mixed(StringBuilder mail, Random choice, string text)
    {
        Line(mail, $"Content-Type: multipart/mixed; boundary=\"mix-1\"\r\n\r\n--mix-1");
        Alternative(mail, text);
        Line(mail, $"--mix-1\r\nContent-Type: image/jpeg; name=\"photo.jpg\"\r\nContent-Disposition: attachment; filename=\"photo.jpg\"\r\nContent-Transfer-Encoding: base64\r\n");
        var photo = new byte[choice.Next(10_000, 120_000)];
        choice.NextBytes(photo);
        Line(mail, $"{Convert.ToBase64String(photo, Base64FormattingOptions.InsertLineBreaks)}\r\n--mix-1--");
    }

    private static void QuotedPrintable(StringBuilder mail, string text)
    {
        var column = 0;
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is (byte)'\r' or (byte)'\n')
            {
                mail.Append((char)octet);
                column = 0;
                continue;
            }

            if (column > 72)
            {
                mail.Append("=\r\n");
                column = 0;
            }

            if (octet is >= 32 and < 127 and not (byte)'=')
            {
                mail.Append((char)octet);
                column++;
            }
            else
            {
                mail.Append('=').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
                column += 3;
            }
        }

        mail.Append("\r\n");
    }

    private static string Noise(Random choice, int bytes)
    {
        var noise = new byte[bytes];
        choice.NextBytes(noise);
        return Convert.ToBase64String(noise);
    }

    private static void Line(StringBuilder mail, FormattableString line) => mail.Append(line.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
}
