using System.Globalization;
using System.Text;

namespace Ingestion.Bench.Corpus;

/// <summary>
/// Mails of every kind that a reader meets, the same for the same number: four languages, code pages, every transfer encoding, HTML alone
/// and beside text, pictures inside, files, a bounce, a forwarded mail. Mean about 8.4 KB.
/// </summary>
internal static class ReaderCorpus
{
    private static readonly (int Language, string Charset)[] Pages =
        [(0, "windows-1254"), (0, "iso-8859-9"), (1, "utf-8"), (2, "windows-1256"), (3, "us-ascii"), (3, "iso-8859-1"), (2, "utf-8"), (0, "utf-8")];

    public static IReadOnlyList<string> Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var files = new string[count];
        for (var number = 0; number < count; number++)
        {
            files[number] = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:00000}.eml"));
            File.WriteAllBytes(files[number], Make(number));
        }

        return files;
    }

    public static byte[] Make(int number)
    {
        var choice = new Random(number + 4711);
        var mail = new ReaderMail(choice);
        var (language, charset) = Pages[number % Pages.Length];
        var letters = (int)(560 * Math.Exp((choice.NextDouble() + choice.NextDouble() + choice.NextDouble() - 1.5) * 1.6));
        var text = ComplaintTexts.Make((number * 4) + language, letters).Text.Replace(". ", ".\r\n", StringComparison.Ordinal);
        mail.Head(number, text[..Math.Min(text.Length, 40)].ReplaceLineEndings(" "));
        switch (number % 20)
        {
            case 0 or 1:
                mail.Text("text/plain", charset, "quoted-printable", text);
                break;
            case 2:
                mail.Text("text/plain", charset, "8bit", text);
                break;
            case 3:
                mail.Text("text/plain", charset, "base64", text);
                break;
            case 4:
                mail.Text("text/plain; format=flowed", charset, "8bit", text.Replace(". ", ". \r\n", StringComparison.Ordinal));
                break;
            case 5 or 6:
                mail.Text("text/html", charset, number % 2 == 0 ? "quoted-printable" : "base64", Html(text, tables: true));
                break;
            case 7:
                mail.Open("mixed", 1);
                mail.Alternative(charset, text, Html(text, tables: false));
                mail.File("application/pdf", "fatura.pdf", "%PDF-1.7\n"u8, choice.Next(6_000, 30_000), inline: false);
                mail.Close(1);
                break;
            case 8:
                mail.Open("related", 1);
                mail.Part(1);
                mail.Text("text/html", charset, "quoted-printable", Html(text, tables: true));
                mail.File("image/png", "logo.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], choice.Next(2_000, 12_000), inline: true);
                mail.Close(1);
                break;
            case 9:
                mail.Bounce(number);
                break;
            case 10:
                mail.Open("mixed", 1);
                mail.Part(1);
                mail.Text("text/plain", charset, "quoted-printable", text);
                mail.Forwarded(charset, text);
                mail.Close(1);
                break;
            case 11:
                mail.Open("mixed", 1);
                mail.Part(1);
                mail.Text("text/plain", charset, "8bit", text);
                mail.File("image/jpeg", "şikâyət fotoğrafı.jpg", [0xFF, 0xD8, 0xFF, 0xE0], choice.Next(4_000, 36_000), inline: false);
                mail.Close(1);
                break;
            default:
                mail.Alternative(charset, text + Quoted(number, text), Html(text, tables: number % 3 == 0));
                break;
        }

        return mail.ToArray();
    }

    private static string Quoted(int number, string text) =>
        number % 3 == 0 ? $"\r\n\r\nAyşe Yılmaz <a@shop.example>, 21 Kas 2026 Cmt, 09:05 tarihinde şunu yazdı:\r\n> {text.ReplaceLineEndings("\r\n> ")}" : "";

    // as programs write it: styles in place, tables inside tables
    private static string Html(string text, bool tables)
    {
        var paragraphs = string.Concat(text.Split("\r\n").Select(line => $"<p style=\"margin:0 0 12px;font-family:Arial,sans-serif;font-size:14px\">{line.Replace("<", "&lt;", StringComparison.Ordinal)}&nbsp;</p>\r\n"));
        var body = tables
            ? $"<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td align=\"center\"><table width=\"600\"><tr><td style=\"padding:16px;background:#ffffff\">{paragraphs}</td></tr><tr><td><a href=\"https://shop.example/t/{text.Length}?utm_source=mail&amp;utm_medium=mail\">shop.example</a> &middot; <img src=\"https://shop.example/o.gif\" width=\"1\" height=\"1\"></td></tr></table></td></tr></table>"
            : $"<div dir=\"ltr\">{paragraphs}</div>";
        return $"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html\"><style type=\"text/css\">p {{ margin: 0 }} .x td {{ color: #333 }}</style></head>\r\n<body>{body}</body></html>\r\n";
    }
}
