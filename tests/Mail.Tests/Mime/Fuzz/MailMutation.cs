using System.Text;

namespace Mail.Tests.Mime.Fuzz;

/// <summary>
/// Damages mails, by the byte and by their structure: boundaries, fields, encoded words, charset names, lengths. The same case for the same
/// seed and number, so that a run can be taken up again and a finding made again.
/// </summary>
internal sealed class MailMutation(IReadOnlyList<byte[]> samples, int seed)
{
    private const int Longest = 256 * 1024;

    public byte[] Make(long number)
    {
        var random = new Random(HashCode(seed, number));
        var mail = new List<byte>(Any(samples, random));
        for (var times = random.Next(1, 7); times > 0; times--)
        {
            Damage(mail, random);
            if (mail.Count > Longest)
            {
                mail.RemoveRange(Longest, mail.Count - Longest);
            }
        }

        return [.. mail];
    }

    private void Damage(List<byte> mail, Random random)
    {
        var at = random.Next(mail.Count + 1);
        switch (random.Next(20))
        {
            case 0 when at < mail.Count:
                mail[at] = (byte)random.Next(256);
                break;
            case 1 when at < mail.Count:
                mail[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                mail.RemoveRange(at, Math.Min(random.Next(60), mail.Count - at));
                break;
            case 3:
                mail.RemoveRange(at, mail.Count - at);
                break;
            case 4:
                Insert(mail, at, Any(MutationWords.Splices, random));
                break;
            case 5:
                Repeat(mail, at, random);
                break;
            case 6:
                Cross(mail, at, random);
                break;
            case 7 or 8:
                BoundaryLine(mail, random);
                break;
            case 9:
                ReplaceWord(mail, "boundary="u8, Any(MutationWords.Boundaries, random), random);
                break;
            case 10 or 11:
                ReplaceWord(mail, "charset="u8, Any(MutationWords.Charsets, random), random);
                break;
            case 12:
                ReplaceWord(mail, "Content-Transfer-Encoding: "u8, Any(MutationWords.TransferEncodings, random), random);
                break;
            case 13:
                ReplaceWord(mail, "Content-Type: "u8, Any(MutationWords.Types, random), random);
                break;
            case 14 or 15:
                Insert(mail, LineStart(mail, random.Next(Math.Min(mail.Count, 2_000) + 1)), $"{Any(MutationWords.Fields, random)}: {Any(MutationWords.Values, random)}\r\n");
                break;
            case 16:
                Insert(mail, at, $"=?{Any(MutationWords.Charsets, random)}?{(random.Next(2) == 0 ? 'B' : 'Q')}?{Any(MutationWords.Words, random)}?=");
                break;
            case 17:
                MoveLine(mail, random);
                break;
            case 18:
                LineEnds(mail, random);
                break;
            case 19:
                Wrap(mail, random);
                break;
        }
    }

    // a length that nobody expects
    private static void Repeat(List<byte> mail, int at, Random random)
    {
        var piece = mail.GetRange(at, Math.Min(random.Next(1, 200), mail.Count - at));
        if (piece.Count > 0)
        {
            // long ones show what grows with the square
            var times = Math.Min(1 << random.Next(14), (random.Next(4) == 0 ? 240 : 48) * 1024 / piece.Count);
            mail.InsertRange(at, Enumerable.Repeat(piece, times).SelectMany(bytes => bytes));
        }
    }

    private void Cross(List<byte> mail, int at, Random random)
    {
        var other = Any(samples, random);
        var from = random.Next(other.Length + 1);
        mail.RemoveRange(at, mail.Count - at);
        mail.AddRange(other[from..]);
    }

    // a line of a boundary that the mail uses, anywhere
    private static void BoundaryLine(List<byte> mail, Random random)
    {
        var declared = Find(mail, "boundary="u8, random);
        var name = declared < 0 ? "b" : Word(mail, declared);
        Insert(mail, LineStart(mail, random.Next(mail.Count + 1)), $"--{name}{(random.Next(3) == 0 ? "--" : "")}\r\n");
    }

    private static void ReplaceWord(List<byte> mail, ReadOnlySpan<byte> before, string word, Random random)
    {
        var at = Find(mail, before, random);
        if (at >= 0)
        {
            mail.RemoveRange(at, Word(mail, at).Length);
            Insert(mail, at, word);
        }
    }

    private static void MoveLine(List<byte> mail, Random random)
    {
        var start = LineStart(mail, random.Next(mail.Count + 1));
        var end = mail.IndexOf((byte)'\n', start) + 1;
        if (end > start)
        {
            var line = mail.GetRange(start, end - start);
            mail.RemoveRange(start, line.Count);
            mail.InsertRange(LineStart(mail, random.Next(mail.Count + 1)), line);
        }
    }

    private static void LineEnds(List<byte> mail, Random random)
    {
        var kind = random.Next(3);
        if (kind == 0)
        {
            mail.RemoveAll(letter => letter == '\r');
        }
        else if (kind == 1)
        {
            mail.RemoveAll(letter => letter == '\n');
        }
        else
        {
            mail.RemoveAll(letter => letter == '\r' && random.Next(4) == 0);
        }
    }

    private static void Wrap(List<byte> mail, Random random)
    {
        for (var depth = 1 << random.Next(7); depth > 0 && mail.Count < Longest; depth--)
        {
            Insert(mail, 0, random.Next(2) == 0 ? "Content-Type: message/rfc822\r\n\r\n" : $"Content-Type: multipart/mixed; boundary=w{depth % 3}\r\n\r\n--w{depth % 3}\r\n");
        }
    }

    private static int Find(List<byte> mail, ReadOnlySpan<byte> word, Random random)
    {
        var text = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(mail);
        var from = random.Next(2) == 0 ? 0 : random.Next(text.Length + 1);
        var found = text[from..].IndexOf(word);
        return found < 0 ? -1 : from + found + word.Length;
    }

    private static string Word(List<byte> mail, int at)
    {
        var rest = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(mail)[at..];
        var end = rest[..Math.Min(rest.Length, 100)].IndexOfAny(" ;\r\n"u8);
        return Encoding.Latin1.GetString(end < 0 ? default : rest[..end]).Trim('"');
    }

    private static int LineStart(List<byte> mail, int at) => at == 0 ? 0 : mail.LastIndexOf((byte)'\n', Math.Min(at, mail.Count) - 1) + 1;

    private static void Insert(List<byte> mail, int at, string text) => mail.InsertRange(Math.Min(at, mail.Count), Encoding.Latin1.GetBytes(text));

    private static T Any<T>(IReadOnlyList<T> of, Random random) => of[random.Next(of.Count)];

    // System.HashCode differs from run to run
    private static int HashCode(int seed, long number)
    {
        var mixed = ((ulong)number + 0x9E3779B97F4A7C15UL) * 0xBF58476D1CE4E5B9UL;
        mixed ^= (mixed >> 31) ^ (uint)seed;
        mixed *= 0x94D049BB133111EBUL;
        return (int)(mixed >> 33);
    }
}
